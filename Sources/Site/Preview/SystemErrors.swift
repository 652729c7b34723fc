#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The numbers under which the system refuses a port.
enum SystemErrors {
  static let addressInUse = EADDRINUSE
  static let accessDenied = EACCES
}
