//! The fields that every entry has, to a [`Head`].

use crate::content::declare::Declaration;
use crate::content::fields::Fields;
use crate::content::placement::EntryPlace;
use crate::content::rules::{BAD_SLUG, EMPTY_SLUG, WRONG_TYPE};
use crate::content::values::plain_json;
use crate::content::words;
use crate::content::{Head, KeyPlace, OwnValue, TranslationKey};
use crate::diag::Complaint;
use crate::source::{Slug, SlugFault, Spanned, SrcPath};

/// The fields of a head as they were written.
pub struct WrittenHead {
    slug: Option<Spanned<Slug>>,
    has_faulty_slug: bool,
    aliases: Vec<Spanned<crate::source::Address>>,
    translation_key: Option<Spanned<String>>,
    draft: bool,
    summary: Option<String>,
    template: Option<String>,
    extra: String,
}

/// Reads those of them that a kind has.
pub fn read(fields: &mut Fields<'_>, kind: &Declaration) -> WrittenHead {
    let has = |name| kind.fields().any(|field| field.name == name);
    let is_addressed = has("slug");
    let has_slug = is_addressed && fields.has("slug");
    let slug = if is_addressed { fields.optional("slug").read(words::slug) } else { None };
    // What has no slug of its own has no former addresses: a tag's `aliases` are names.
    let aliases = match is_addressed && has("aliases") {
        true => fields.optional("aliases").list_then(words::alias),
        false => Vec::new(),
    };
    let translation_key = if has("translation_key") { fields.optional("translation_key").text() } else { None };
    let draft = has("draft") && fields.optional("draft").flag().unwrap_or(false);
    let summary = if has("summary") { fields.optional("summary").text().map(|text| text.value) } else { None };
    let template =
        if has("template") { fields.optional("template").read(template).map(|name| name.value) } else { None };
    let extra = if has("extra") {
        fields.optional("extra").node().map(|node| plain_json(node).to_string()).unwrap_or_default()
    } else {
        String::new()
    };
    WrittenHead {
        extra,
        has_faulty_slug: has_slug && slug.is_none(),
        slug,
        aliases,
        translation_key,
        draft,
        summary,
        template,
    }
}

/// The name of a template that an author chooses.
fn template(text: &str) -> Result<String, Complaint> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.chars().all(is_name) && text.len() <= 40 {
        return Ok(text.to_owned());
    }
    let complaint = Complaint::new(WRONG_TYPE, format!("`{text}` can't be the name of a template"));
    Err(complaint.help("use small letters, digits and `-`: `template: wide`"))
}

/// What a slug is made from, and what ties translations, where the fields say neither.
pub struct Fallback<'a> {
    /// The stem of the file, or the title of a posting in a list.
    pub name: Spanned<String>,
    pub translation: TranslationKey,
    pub first_paragraph: &'a str,
    /// Where a body stands that is no field, and what messages call it.
    pub body_place: Option<KeyPlace>,
}

impl WrittenHead {
    /// The head, and the summary. `None`, with a complaint, when there is no slug to be had.
    pub fn resolve(
        self,
        path: &SrcPath,
        place: &EntryPlace,
        fields: &mut Fields<'_>,
        own: Vec<(&'static str, OwnValue)>,
        fallback: Fallback<'_>,
    ) -> Option<(Head, String)> {
        let slug = match self.slug {
            Some(slug) => slug,
            None if self.has_faulty_slug => return None,
            None => match Slug::of(&fallback.name.value) {
                Ok(slug) => Spanned::new(slug, fallback.name.span),
                Err(fault) => {
                    let (code, reason) = match fault {
                        SlugFault::Windows => (BAD_SLUG, "is a device name on Windows"),
                        _ => (EMPTY_SLUG, "has no letter or digit for an address"),
                    };
                    let complaint = Complaint::new(code, format!("`{}` {reason}", fallback.name.value))
                        .help("add `slug: some-words`");
                    fields.complain(complaint.at(fallback.name.span));
                    return None;
                }
            },
        };
        let translation = match self.translation_key {
            Some(key) => TranslationKey::Named(key.value),
            None => fallback.translation,
        };
        let summary = self.summary.unwrap_or_else(|| shortened(fallback.first_paragraph));
        let span = fields.span();
        let mut keys = fields.keys();
        keys.0.extend(fallback.body_place);
        let head = Head {
            source: path.clone(),
            span,
            lang: place.lang.clone(),
            slug,
            aliases: self.aliases,
            translation,
            draft: self.draft,
            own,
            template: self.template,
            extra: self.extra,
            keys,
        };
        Some((head, summary))
    }
}

/// At most 300 characters, cut at a word.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' ']))
        }
    }
}
