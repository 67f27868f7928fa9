import MizanDoors
import MizanRecords

/// By which door what a word of the command line stands for comes in.
enum Door: Sendable, Hashable {
  case file, address, database

  /// A file whose name begins like an address is reached by `./` in front of it.
  init(_ word: String) {
    if AddressDoor.accepts(word) {
      self = .address
    } else if DatabaseDoor.accepts(word) {
      self = .database
    } else {
      self = .file
    }
  }
}
