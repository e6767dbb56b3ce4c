//! A page's address and title to links that share it: plain links, which tell nobody anything until they are followed.

use crate::render::views::ShareView;
use crate::source::percent_encode_part;

/// Where a page can be shared, and how; a site chooses among them. `email` is what sharing by e-mail is called.
pub fn links(url: &str, title: &str, email: String) -> Vec<ShareView> {
    let (to, name) = (percent_encode_part(url), percent_encode_part(title));
    let both = percent_encode_part(&format!("{title} {url}"));
    let of = |value: &'static str, label: &str, url: String| ShareView { value, label: label.to_owned(), url };
    vec![
        of("email", &email, format!("mailto:?subject={name}&body={to}")),
        of("linkedin", "LinkedIn", format!("https://www.linkedin.com/sharing/share-offsite/?url={to}")),
        of("whatsapp", "WhatsApp", format!("https://wa.me/?text={both}")),
        of("telegram", "Telegram", format!("https://t.me/share/url?url={to}&text={name}")),
        of("bluesky", "Bluesky", format!("https://bsky.app/intent/compose?text={both}")),
        of("facebook", "Facebook", format!("https://www.facebook.com/sharer/sharer.php?u={to}")),
        of("x", "X", format!("https://x.com/intent/post?url={to}&text={name}")),
    ]
}
