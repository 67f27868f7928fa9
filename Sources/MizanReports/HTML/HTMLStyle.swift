/// The style sheet of the page: calm on a screen, narrow on a phone, readable in grey on paper.
enum HTMLStyle {
  static let sheet: HTML = """
    :root{--ink:#17242b;--mute:#566570;--line:#dbe2e4;--soft:#f5f7f7;--ready:#17605b;\
    --held:#b24a12;--dropped:#8c979d;--confirm:#8a6300;--note:#3a6186}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;background:#fff}
    body{margin:0;color:var(--ink);font:16px/1.55 "Noto Sans","Noto Sans Arabic",\
    "Noto Sans Ethiopic",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;\
    overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
    main{max-width:71rem;margin:0 auto;padding:1.6rem clamp(1rem,4vw,2.4rem) 4rem}
    .mark{display:flex;align-items:center;gap:.7rem;margin:0 0 1.2rem;color:var(--ready);\
    font-weight:600;font-size:.95rem}
    h1{font-size:clamp(1.5rem,4.2vw,2.15rem);line-height:1.22;margin:0 0 1rem;font-weight:650;\
    text-wrap:balance}
    h2{font-size:1.22rem;line-height:1.3;margin:2.8rem 0 .9rem;padding-top:.9rem;\
    border-top:1px solid var(--line);font-weight:650}
    h3{font-size:1rem;margin:0 0 .5rem;font-weight:600}
    p{margin:.45rem 0;max-width:46rem}
    a{color:var(--ready)}
    code{font:.86em/1.4 "Noto Sans Mono","DejaVu Sans Mono",ui-monospace,Consolas,monospace}
    code.v{font-family:inherit;background:#eef2f3;border-radius:3px;padding:.08em .35em}
    small{font-size:.82rem;color:var(--mute)}
    .hint,.mute{color:var(--mute)}.hint{font-size:.92rem}
    .hash{font-size:.72rem;color:var(--mute);word-break:break-all}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.7rem 1.6rem;\
    margin:0}
    .facts div{min-width:0}.facts dt{color:var(--mute);font-size:.82rem}.facts dd{margin:0}
    .facts div:has(code[dir]){grid-column:span 2}
    .facts details[open] summary code{display:none}
    .tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.9rem;margin:1.8rem 0 1.2rem}
    .tile{background:var(--soft);border-top:4px solid var(--c);border-radius:3px;\
    padding:.85rem 1rem .9rem;display:flex;flex-direction:column}
    .tile b{font-size:clamp(1.7rem,5vw,2.5rem);line-height:1.15;font-weight:650;color:var(--c);\
    font-variant-numeric:tabular-nums}
    .tile span{color:var(--mute);font-size:.86rem;line-height:1.4;margin-top:.15rem}
    .tile.ready{--c:var(--ready)}.tile.held{--c:var(--held)}
    .tile.fix{--c:#8f2d20}.tile.confirm{--c:var(--confirm)}
    .scale{margin:0}
    .bar{display:flex;height:1.05rem;border-radius:3px;overflow:hidden;background:#e6ebec;gap:2px}
    .bar i,.k i{display:block}
    .k i{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-inline-end:.35em}
    i.ready{background:var(--ready)}
    i.held{background:repeating-linear-gradient(45deg,var(--held) 0 4px,#dd8a57 4px 7px)}
    i.dropped{background:var(--dropped)}
    figcaption{margin-top:.55rem;color:var(--mute)}figcaption b{color:var(--ink)}
    .k{white-space:nowrap}figcaption em{font-style:normal;font-weight:700;color:var(--ready)}
    .uneven em{color:#8f2d20}
    .now{background:#eef5f4;border-radius:4px;padding:1.1rem 1.4rem 1rem;margin:1.8rem 0 0}
    .now h2{margin:0 0 .4rem;padding:0;border:0}
    .now ol{margin:0;padding-inline-start:1.4rem}.now li{margin:.25rem 0;max-width:50rem}
    nav{margin:1.2rem 0 0;font-size:.92rem}
    nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.3rem}
    table{border-collapse:collapse;width:100%;margin:.7rem 0;font-size:.93rem}
    th,td{padding:.42rem .6rem;text-align:start;vertical-align:top;\
    border-bottom:1px solid var(--line);font-weight:400}
    thead th{color:var(--mute);font-size:.82rem;border-bottom:1.5px solid #aebbc0;\
    vertical-align:bottom;overflow-wrap:normal}
    th:first-child,td:first-child{padding-inline-start:0}
    th:last-child,td:last-child{padding-inline-end:0}
    .n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
    .n small{white-space:nowrap}
    .cards td:not(.n),.cards th:not(.n){min-width:7.4rem}.cards .w:not(.n){min-width:12rem}
    .half{max-width:24rem}
    .ex{display:block;margin-bottom:.15rem}
    .scroll{overflow-x:auto;max-width:100%}.plain tbody th{white-space:nowrap}
    .heat{width:auto;min-width:60%;border-collapse:separate;border-spacing:2px;font-size:.86rem}
    .heat th,.heat td{border:0;padding:.3rem .35rem}
    .heat thead th{writing-mode:vertical-rl;text-align:start;padding:.3rem 0;\
    vertical-align:bottom;line-height:1;white-space:nowrap}
    [dir=ltr] .heat thead th span{display:block;transform:rotate(180deg)}
    .heat thead td{color:var(--mute);vertical-align:bottom;text-align:end}
    .heat tbody th{padding-inline:0 .7rem;min-width:12rem;max-width:22rem;line-height:1.25;\
    position:sticky;inset-inline-start:0;background:#fff}
    .heat tbody td{text-align:center;min-width:2.5rem;white-space:nowrap;border-radius:2px;\
    font-variant-numeric:tabular-nums}
    .h10{background:#17605b;color:#fff}.h9{background:#2a7772;color:#fff}.h8{background:#8cbdb8}
    .h7{background:#a3cbc6}.h6{background:#bad8d5}.h5{background:#d0e5e2}
    .h4,.h3,.h2,.h1,.h0{background:repeating-linear-gradient(45deg,var(--f) 0 5px,var(--g) 5px \
    7px);font-weight:600}
    .h4,.h3{--f:#f7e6d8;--g:#e6c3a4}.h2,.h1{--f:#f5d9c3;--g:#dfae84}.h0{--f:#f2cbae;--g:#d79563}
    .heat td.na{outline:1px dashed #98a4aa;outline-offset:-2px;color:var(--mute);font-size:.78rem}
    .bars th{width:1%;white-space:nowrap;padding-inline-end:1.2rem}.bars td{vertical-align:middle}
    .bars .m{width:70%}
    .meter{height:.6rem;background:#e6ebec;border-radius:2px;overflow:hidden;min-width:4rem}
    .meter i{display:block;height:100%;background:#2a7772}
    .meter i.low,.meter i.error{background:repeating-linear-gradient(45deg,var(--held) 0 \
    4px,#dd8a57 4px 6px)}
    .meter i.warning{background:#b98a16}.meter i.note{background:var(--note)}
    td .meter{height:.36rem;margin-top:.25rem}.bars .meter{height:.75rem;margin:0}
    .meter.na{background:none;outline:1px dashed #98a4aa}
    .card{border:1px solid var(--line);border-inline-start:5px solid var(--c);border-radius:4px;\
    padding:.9rem 1.1rem .5rem;margin:0 0 1rem}
    .card.error{--c:#8f2d20}.card.warning{--c:#b98a16}.card.note{--c:#7f93a3}
    .chip{background:var(--c);color:#fff;border-radius:3px;padding:.1rem .5rem;font-size:.82rem}
    .card.warning .chip{background:var(--confirm)}.card.note .chip{background:#53697a}
    .times{color:var(--mute);font-weight:400}
    .what{font-size:1.04rem;font-weight:600}
    .advice{display:flex;gap:.6rem;font-size:.93rem}.advice b{color:var(--mute);font-weight:400;\
    flex:0 0 auto;min-width:4.6rem}
    .card tr:last-child th,.card tr:last-child td{border-bottom:0}
    .state{white-space:nowrap}.state::before{content:"";display:inline-block;width:.7em;\
    height:.7em;margin-inline-end:.4em;border-radius:50%;background:var(--ready)}
    .state.failed::before{background:#8f2d20;border-radius:0}
    .state.some::before{background:linear-gradient(90deg,#b98a16 50%,#fff 50%);\
    border:1.5px solid #b98a16}
    .state.none::before{background:#fff;border:1.5px dashed #566570}
    .good{color:var(--ready);font-weight:600}
    summary{cursor:pointer;color:var(--ready);padding:.3rem 0}
    summary:focus-visible,a:focus-visible,.scroll:focus-visible{outline:2px solid var(--ready);\
    outline-offset:2px}
    @media (max-width:44rem){
    body{font-size:15px}.tiles{grid-template-columns:1fr 1fr;gap:.6rem}
    .tile{padding:.7rem .75rem}.facts{grid-template-columns:1fr 1fr}
    .now{padding:1rem}.cards .w:not(.n){min-width:0}
    .cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .cards,.cards tbody,.cards tr{display:block}
    .cards tr{border-bottom:1px solid var(--line);padding:.55rem 0}
    .cards tr:last-child{border-bottom:0}
    .cards th,.cards td,.cards th:first-child,.cards td:first-child{display:grid;\
    grid-template-columns:6.6rem minmax(0,1fr);gap:.7rem;border:0;padding:.12rem 0;\
    text-align:start;white-space:normal}
    .cards th::before,.cards td::before{content:attr(data-l);color:var(--mute);font-size:.82rem}
    .cards td.e{display:none}
    .card{padding:.8rem .8rem .3rem}.advice{display:block}.advice b{display:block}
    .bars .m{width:38%}.bars th{white-space:normal;width:auto}.bars .mute{display:none}
    .heat tbody th{min-width:8rem;max-width:9rem;font-size:.78rem}
    .cards td:not(.n),.cards th:not(.n){min-width:0}
    }
    @media print{
    html{font-size:10.5px}body{font-size:1rem}main{max-width:none;padding:0}
    nav,.figures{display:none}
    @page{size:A4;margin:14mm}
    h2{break-after:avoid;margin-top:1.4rem}tr,figure,.tile,h3,.now{break-inside:avoid}
    thead{display:table-header-group}.scroll{overflow:visible}
    details::details-content{content-visibility:visible;height:auto}
    a{color:inherit;text-decoration:none}.heat tbody th{position:static}
    .heat tbody td{min-width:0;padding:.2rem}
    }
    """
}
