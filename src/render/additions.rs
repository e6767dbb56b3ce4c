//! What a site adds to its pages, as templates are told it: HTML for head and body, forms, comments.

use serde::Serialize;

use super::Renderer;
use crate::content::{Comments, GISCUS};
use crate::model::Lang;

/// What `site` has of a site's own HTML; templates print both as they are.
pub const HEAD: &str = "head_html";
pub const BODY_END: &str = "body_end_html";

/// A `<meta>`.
#[derive(Clone, Debug, Serialize)]
pub struct MetaView {
    pub name: &'static str,
    pub content: String,
}

/// A newsletter form.
#[derive(Clone, Debug, Serialize)]
pub struct NewsletterView {
    pub action: String,
    /// What the e-mail address is called.
    pub field: String,
    pub hidden: Vec<HiddenField>,
}

#[derive(Clone, Debug, Serialize)]
pub struct HiddenField {
    pub name: String,
    pub value: String,
}

/// Comments by giscus, in its own words.
#[derive(Clone, Debug, Serialize)]
pub struct CommentsView {
    pub script: String,
    pub repo: String,
    pub repo_id: String,
    pub category: String,
    pub category_id: String,
    /// The nearest language that it has.
    pub lang: &'static str,
}

/// Languages of giscus (its own list, November 2026): it shows nothing at all in any other.
const LANGUAGES: [&str; 33] = [
    "ar", "be", "bg", "ca", "cs", "da", "de", "en", "eo", "es", "eu", "fa", "fr", "gr", "gsw", "he", "hu", "id", "it",
    "ja", "kh", "ko", "nl", "pl", "pt", "ro", "ru", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

impl Renderer {
    /// The HTML that ends the head, and that which ends the body, of every page.
    pub fn own_html(&self) -> (String, String) {
        let config = &self.site.config;
        config.additions.html(&config.base_url.host().unwrap_or_default())
    }

    pub fn verification(&self) -> Vec<MetaView> {
        let all = self.site.config.additions.verification.iter();
        all.map(|(name, content)| MetaView { name, content: content.clone() }).collect()
    }

    pub fn newsletter(&self) -> Option<NewsletterView> {
        let newsletter = self.site.config.additions.newsletter.as_ref()?;
        let hidden = newsletter.hidden.iter();
        Some(NewsletterView {
            action: newsletter.action.as_str().to_owned(),
            field: newsletter.field.clone(),
            hidden: hidden.map(|(name, value)| HiddenField { name: name.clone(), value: value.clone() }).collect(),
        })
    }

    pub fn comments(&self, lang: &Lang) -> Option<CommentsView> {
        let Comments { repo, repo_id, category, category_id } = self.site.config.additions.comments.clone()?;
        let wanted = match lang.primary() {
            "el" => "gr",
            "km" => "kh",
            "zh" if ["zh-tw", "zh-hk", "zh-hant"].iter().any(|own| lang.as_str().starts_with(own)) => "zh-TW",
            "zh" => "zh-CN",
            other => other,
        };
        let lang = LANGUAGES.into_iter().find(|known| *known == wanted).unwrap_or("en");
        Some(CommentsView { script: format!("{GISCUS}/client.js"), repo, repo_id, category, category_id, lang })
    }
}
