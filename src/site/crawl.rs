//! What programs that visit sites are told: which pages there are, and that they may visit them.

use super::{Job, Shell, html, routes};

/// The list of all pages for search engines, where the site knows its own address.
pub(super) fn sitemap(shell: &Shell<'_>, addresses: &[String]) -> Option<Job<'static>> {
    if shell.config.base_url.is_empty() {
        return None;
    }
    // The page for addresses that do not exist and bare pages for frames are nobody's first page.
    let listed =
        |path: &&String| path.ends_with(".html") && *path != routes::NOT_FOUND && !path.starts_with("embed/");
    let urls: String = addresses
        .iter()
        .filter(listed)
        .map(|path| format!("<url><loc>{}</loc></url>\n", html::escape(&shell.absolute(path))))
        .collect();
    Some(Job::new("sitemap.xml", move || {
        Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n").into_bytes())
    }))
}

/// What search engines may visit, and where the list of all pages is.
pub(super) fn robots(shell: &Shell<'_>) -> Option<Job<'static>> {
    if shell.config.base_url.is_empty() {
        return None;
    }
    let sitemap = shell.absolute("sitemap.xml");
    Some(Job::new("robots.txt", move || {
        Ok(format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes())
    }))
}
