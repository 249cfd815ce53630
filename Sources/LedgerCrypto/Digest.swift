import COpenSSL

/// SHA-256 over bytes given piece by piece (摘要), from libcrypto.
///
/// The one place in the house that calls OpenSSL. A context is reused from digest to digest, which matters when
/// a million of them are made.
public final class SHA256Digest {
    private let context: OpaquePointer
    private let algorithm: OpaquePointer

    /// A context ready for the first byte.
    public init() {
        guard let context = EVP_MD_CTX_new(), let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("libcrypto gives no SHA-256: its installation is broken.")
        }
        self.context = context
        self.algorithm = algorithm
        EVP_DigestInit_ex2(context, algorithm, nil)
    }

    deinit {
        EVP_MD_CTX_free(context)
        EVP_MD_free(algorithm)
    }

    /// Adds bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Writes the 32 bytes of the digest to `output` and starts anew.
    public func finish(into output: UnsafeMutablePointer<UInt8>) {
        EVP_DigestFinal_ex(context, output, nil)
        EVP_DigestInit_ex2(context, algorithm, nil)
    }

    /// The 32 bytes of the digest; the context starts anew.
    public func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            if let start = buffer.baseAddress { finish(into: start) }
            count = 32
        }
    }

    /// The digest of one piece.
    public static func of(_ bytes: [UInt8]) -> [UInt8] {
        let digest = SHA256Digest()
        digest.update(bytes)
        return digest.finish()
    }
}
