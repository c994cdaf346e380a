//! Names made from content: a file that changes gets another address.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Ten hexadecimal digits of the content's SHA-256: short in an address, and with a handful of files far
/// from any collision.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> String {
    digest(parts).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// The whole SHA-256 as a content security policy writes it, `sha256-…`.
pub(crate) fn policy_hash(content: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content.as_bytes())))
}

/// Each part goes in with its length, so that moving a byte from one part to the next changes the result.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_parts_counts() {
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
        assert_eq!(fingerprint(&[b"ab"]).len(), 10);
    }

    #[test]
    fn policy_hash_is_the_one_browsers_compute() {
        assert_eq!(policy_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
