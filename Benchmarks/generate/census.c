// The census of the speed comparison: schools with learners by grade and sex, as a ministry might
// send them after asking six countries. One seed gives one file, byte for byte, on any machine.
//
//   cc -O2 -o census census.c
//   census rows 999 [SEED]      a file of so many schools, to standard output
//   census megabytes 100 [SEED] a file of about so many million bytes
//   census lists DIR            the code lists that the peers' programs read
//
// What is wrong with it on purpose (shares in thousandths, per row or per cell):
//   row   2 repeated ids, 3 malformed ids, 3 unreadable years, 2 unknown regions, 3 unknown districts,
//         5 unknown owners, 5 unknown states of the building
//   cell  80 blank, 40 a dash, 45 in Arabic digits, 20 with a thousands comma, 3 no number, 2 too large
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { countries = 6, regions = 12, districts = 6, grades = 12 };

static const char *const iso3[countries] = {"SYR", "TCD", "ETH", "PSE", "UGA", "SSD"};
static const char *const iso2[countries] = {"SY", "TD", "ET", "PS", "UG", "SS"};
// Up to which grade primary and lower secondary last.
static const int primary_end[countries] = {6, 6, 6, 6, 7, 8};
static const int lower_end[countries] = {9, 10, 8, 10, 11, 12};

struct label { const char *text, *code; };
static const struct label owners[] = {
    {"Public", "PUB"}, {"public", "PUB"}, {"PUBLIC", "PUB"}, {"Government", "PUB"},
    {"Gouvernemental", "PUB"}, {"حكومي", "PUB"}, {"حكومية", "PUB"}, {"Privé", "PRV"},
    {"PRIVE", "PRV"}, {"Private", "PRV"}, {"private ", "PRV"}, {"خاص", "PRV"}, {"خاصة", "PRV"},
    {"UNRWA", "UNR"}, {"unrwa", "UNR"}, {"الأونروا", "UNR"}, {"Community", "COM"},
    {"Communautaire", "COM"}, {"COMMUNITY", "COM"}, {"مجتمعي", "COM"}, {"NGO", "NGO"},
    {"ONG", "NGO"}, {"Faith-based", "FAI"}, {"Religieux", "FAI"}, {"Réligieux", "FAI"}};
static const struct label states[] = {
    {"Functional", "F"}, {"functional", "F"}, {"Fonctionnel", "F"}, {"تعمل", "F"},
    {"Partially damaged", "PD"}, {"partially  damaged", "PD"}, {"Partiellement endommagé", "PD"},
    {"متضررة جزئيا", "PD"}, {"Destroyed", "D"}, {"Détruit", "D"}, {"مدمرة", "D"},
    {"Used as shelter", "S"}, {"USED AS SHELTER", "S"}, {"مأوى", "S"}, {"Closed", "C"},
    {"Fermé", "C"}, {"مغلقة", "C"}};
enum { owner_count = sizeof owners / sizeof *owners, state_count = sizeof states / sizeof *states };

static const char *const latin[] = {"ab", "dan", "fa", "goz", "ha", "jo", "ki", "lam", "mon", "na",
                                    "or", "per", "qu", "ri", "sal", "tu", "wad", "yem", "zi", "bo"};
static const char *const arabic[] = {"با", "دار", "في", "غز", "حل", "جو", "كر", "لم", "من", "نو",
                                     "رس", "سل", "تل", "وا", "يم", "زه"};

// Chance: one 64-bit state that walks by a fixed step and is mixed on the way out.
static uint64_t chance;
static uint64_t next(void) {
  uint64_t mixed = (chance += 0x9E3779B97F4A7C15u);
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}
static uint32_t below(uint32_t limit) { return (uint32_t)(((next() >> 32) * limit) >> 32); }

// Output, counted so that a file can be made to measure.
static char out[1 << 16];
static size_t filled;
static uint64_t written;
static void flush(void) {
  if (fwrite(out, 1, filled, stdout) != filled) { perror("census"); exit(74); }
  written += filled;
  filled = 0;
}
static void put(const char *text) {
  size_t length = strlen(text);
  if (filled + length > sizeof out) flush();
  memcpy(out + filled, text, length);
  filled += length;
}
static void put_number(uint32_t number) {
  char digits[16];
  snprintf(digits, sizeof digits, "%u", number);
  put(digits);
}
// Arabic-Indic digits, with the Arabic thousands mark if wanted.
static void put_arabic(uint32_t number, bool grouped) {
  char digits[16];
  int length = snprintf(digits, sizeof digits, "%u", number);
  for (int index = 0; index < length; index++) {
    if (grouped && index > 0 && (length - index) % 3 == 0) put("\u066C");
    char digit[3] = {(char)0xD9, (char)(0xA0 + digits[index] - '0'), 0};
    put(digit);
  }
}
static void put_name(void) {
  char name[32];
  int parts = 2 + (int)below(2);
  name[0] = 0;
  for (int part = 0; part < parts; part++) strcat(name, latin[below(20)]);
  if (name[0] >= 'a') name[0] -= 32;
  put(name);
}

static void put_year(void) {
  uint32_t way = below(1000);
  if (way < 400) put("2022/2023");
  else if (way < 650) put("2022-2023");
  else if (way < 800) put("2022/23");
  else if (way < 900) put("2022-23");
  else if (way < 950) put("2022\u20132023");
  else if (way < 997) { put_arabic(2022, false); put("/"); put_arabic(2023, false); }
  else put("20x2");
}

static void put_cell(bool repeaters) {
  static const char *const nonsense[] = {"n/a", "12.5", "-7", "abc", "?"};
  uint32_t learners = repeaters ? below(9) : 3 + below(70);
  uint32_t many = repeaters ? learners : 1000 + below(3000);
  uint32_t way = below(1000);
  if (way < 80) return;
  if (way < 120) put("-");
  else if (way < 160) put_arabic(learners, false);
  else if (way < 180) {
    char text[16];
    if (many < 1000) snprintf(text, sizeof text, "%u", many);
    else snprintf(text, sizeof text, "\"%u,%03u\"", many / 1000, many % 1000);
    put(text);
  } else if (way < 185) put_arabic(many, many >= 1000);
  else if (way < 188) put(nonsense[below(5)]);
  else if (way < 190) put_number(10000 + below(80000));
  else put_number(learners);
}

static void put_headings(void) {
  char text[32];
  put("school_id,year,country,adm1_name,adm1_pcode,adm2_name,adm2_pcode,school_name_en,"
      "school_name_ar,mgmt,facility");
  for (int grade = 1; grade <= grades; grade++) {
    snprintf(text, sizeof text, ",G%d_M,G%d_F", grade, grade);
    put(text);
  }
  for (int grade = 1; grade <= grades; grade++) {
    snprintf(text, sizeof text, ",REP_G%d", grade);
    put(text);
  }
  put(",notes\n");
}

static void put_school(uint32_t *id) {
  char text[64];
  uint32_t country = below(countries), region = 1 + below(regions), district = 1 + below(districts);
  uint32_t fault = below(1000), own = *id;
  if (fault < 2 && *id > 100) own = *id - 1 - below(50);
  else ++*id;
  snprintf(text, sizeof text, fault >= 2 && fault < 5 ? "%s-%u," : "%s%07u,", iso2[country], own);
  put(text);
  put_year();
  put(","); put(iso3[country]); put(","); put_name(); put(",");
  uint32_t place = below(1000);
  snprintf(text, sizeof text, "%s%02u,", iso2[country], region);
  put(place < 2 ? "XX01," : text);
  put_name();
  snprintf(text, sizeof text, ",%s%02u%02u,", iso2[country], region, district);
  put(place >= 2 && place < 5 ? ",ZZ9999," : text);
  bool quoted = below(20) == 0;
  put(quoted ? "\"" : ""); put_name(); put(quoted ? " School, No. " : " School ");
  put_number(1 + below(40)); put(quoted ? "\"," : ",");
  put("مدرسة "); put(arabic[below(16)]); put(arabic[below(16)]); put(arabic[below(16)]); put(",");
  put(below(200) == 0 ? "Unknown type" : owners[below(owner_count)].text); put(",");
  put(below(200) == 0 ? "??" : states[below(state_count)].text);
  for (int cell = 0; cell < 2 * grades; cell++) { put(","); put_cell(false); }
  for (int cell = 0; cell < grades; cell++) { put(","); put_cell(true); }
  uint32_t note = below(100);
  put(note < 2 ? ",\"needs \"\"urgent\"\" repair\nline two\"\n"
      : note < 8 ? ",\"shared, double shift\"\n" : ",\n");
}

static FILE *create(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  if (!file) { perror(path); exit(73); }
  return file;
}

static void write_labels(FILE *file, const struct label *labels, int count) {
  fputs("label,code\n", file);
  for (int index = 0; index < count; index++)
    fprintf(file, "%s,%s\n", labels[index].text, labels[index].code);
  fclose(file);
}

static void write_lists(const char *folder) {
  write_labels(create(folder, "owners.csv"), owners, owner_count);
  write_labels(create(folder, "states.csv"), states, state_count);
  FILE *areas = create(folder, "districts.csv"), *levels = create(folder, "levels.csv");
  fputs("country,adm1,adm2\n", areas);
  fputs("country,grade,isced\n", levels);
  for (int country = 0; country < countries; country++) {
    for (int region = 1; region <= regions; region++)
      for (int district = 1; district <= districts; district++)
        fprintf(areas, "%s,%s%02d,%s%02d%02d\n", iso3[country], iso2[country], region,
                iso2[country], region, district);
    for (int grade = 1; grade <= grades; grade++)
      fprintf(levels, "%s,%d,%d\n", iso3[country], grade,
              grade <= primary_end[country] ? 10 : grade <= lower_end[country] ? 24 : 34);
  }
  fclose(areas);
  fclose(levels);
}

int main(int count, char **words) {
  if (count == 3 && strcmp(words[1], "lists") == 0) { write_lists(words[2]); return 0; }
  if (count < 3 || (strcmp(words[1], "rows") && strcmp(words[1], "megabytes"))) {
    fputs("usage: census rows|megabytes N [SEED] | census lists DIR\n", stderr);
    return 64;
  }
  bool by_rows = strcmp(words[1], "rows") == 0;
  uint64_t wanted = strtoull(words[2], NULL, 10);
  chance = count > 3 ? strtoull(words[3], NULL, 10) : 1;
  uint32_t id = 1;
  put_headings();
  if (by_rows) for (uint64_t row = 0; row < wanted; row++) put_school(&id);
  else while (written + filled < wanted * 1000000) put_school(&id);
  flush();
  return 0;
}
