//! The content security policy: everything from the site itself, no inline script, styles by hash.

use crate::fingerprint::policy_hash;

/// The policy of a page with this inline style.
pub(crate) fn policy(inline_style: &str) -> String {
    with_hashes(&[policy_hash(inline_style)])
}

/// The policy that a server sends for pages whose inline styles are these. A header can also forbid
/// framing, which a `<meta>` cannot.
pub(crate) fn header(inline_styles: &[&str]) -> String {
    let hashes: Vec<String> = inline_styles.iter().map(|style| policy_hash(style)).collect();
    with_hashes(&hashes) + "; frame-ancestors 'none'"
}

fn with_hashes(hashes: &[String]) -> String {
    let styles: String = hashes.iter().map(|hash| format!(" '{hash}'")).collect();
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'{styles}; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inline_is_allowed_but_the_named_style() {
        let policy = policy("p{}");
        assert!(!policy.contains("unsafe-inline"));
        assert!(policy.contains(&format!("style-src 'self' '{}'", policy_hash("p{}"))));
        assert!(header(&["p{}", "q{}"]).contains(&policy_hash("q{}")));
    }
}
