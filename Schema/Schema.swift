/// The SQL and the reference data of the ledger, embedded in the binary.
public enum Schema {}
