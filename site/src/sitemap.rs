//! The list of pages for search engines.

use crate::escape::escape;
use roundtrip::pages::Page;

/// `sitemap.xml`, with every page that may be indexed.
pub(crate) fn sitemap(pages: &[Page], site_url: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.iter().filter(|page| page.indexed) {
        out += &format!("<url><loc>{}</loc></url>\n", escape(&format!("{site_url}{}", page.route)));
    }
    out + "</urlset>\n"
}
