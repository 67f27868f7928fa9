package import MizanRecords

/// Whether a text can be read as something, for proposals only; nothing is converted by it.
package enum ValueProbe {
  /// Whether a text is a day, in any order of its numbers.
  package static func isDate(_ text: String, _ kind: Cell.Kind) -> Bool {
    read(text) { bytes, result in
      DateReader.read(bytes, kind: kind, order: .unknown, into: &result)
    }
  }

  /// Whether a text is a month, with or without its year.
  package static func isMonth(_ text: String, _ kind: Cell.Kind) -> Bool {
    read(text) { bytes, result in
      MonthReader.read(bytes, kind: kind, year: 2000, into: &result)
    }
  }

  /// Whether a text is a school year of two years, such as `2021/22`.
  package static func isSchoolYear(_ text: String) -> Bool {
    var year: [UInt8] = []
    let isRead = Array(text.utf8).withUnsafeBufferPointer { bytes in
      let reading = SchoolYearReader.read(
        bytes, kind: .text, calendar: .gregorian, into: &year)
      if case .value = reading { return true }
      return false
    }
    return isRead && year.contains(47)
  }

  private static func read(
    _ text: String, _ reader: (UnsafeBufferPointer<UInt8>, inout [UInt8]) -> TextReading
  ) -> Bool {
    var result: [UInt8] = []
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      switch reader(bytes, &result) {
      case .value, .ambiguous: true
      case .unreadable: false
      }
    }
  }
}
