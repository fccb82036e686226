public import Model

extension SQLiteLedger {
  public func tidy(
    _ limits: LedgerLimits, at now: Timestamp
  ) throws(LedgerError) -> Bool { false }
}
