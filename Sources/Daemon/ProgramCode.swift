internal import CLinux
internal import Glibc

/// The code and constants of the program and its libraries, as they are mapped (madvise(2)).
enum ProgramCode {
  /// Lets go of what start-up and a pass went through. What is needed comes back page by page out of
  /// the system's cache of files; what is not, the system may use otherwise without looking for us.
  static func release() {
    let page = sysconf(Int32(_SC_PAGESIZE))
    if page > 0 { linux_release_code(UInt(page)) }
  }
}
