// One lock for the tests and for what they test.
@_exported import Locking
