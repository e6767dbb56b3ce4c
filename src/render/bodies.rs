//! The text of an entry in its forms: what links, pictures and words of the theme become where it stands.

use std::cell::RefCell;

use super::Renderer;
use crate::diag::Diagnostic;
use crate::markdown::{self, Directive, Form, LinkTarget, PictureView, Subset, Surroundings};
use crate::model::Lang;
use crate::relate::{EntryId, Linked};

/// Where a text stands.
pub(super) struct Around<'a> {
    pub renderer: &'a Renderer,
    pub id: EntryId,
    pub lang: &'a Lang,
    form: Form,
    /// The first fault of a directive's template.
    fault: RefCell<Option<Box<Diagnostic>>>,
}

impl Renderer {
    /// The HTML of an entry's text, and what was wrong with a template that made a part of it; links to places on the page stay short.
    pub fn body(&self, id: EntryId, lang: &Lang) -> (String, Option<Box<Diagnostic>>) {
        let around = self.around(id, lang, Form::Page);
        let html = markdown::html(self.site.entry(id).body(), Form::Page, &around);
        (html, around.fault.into_inner())
    }

    /// The HTML of an entry's text for use elsewhere.
    pub fn portable_body(&self, id: EntryId, lang: &Lang) -> String {
        markdown::html(self.site.entry(id).body(), Form::Portable, &self.around(id, lang, Form::Portable))
    }

    fn around<'a>(&'a self, id: EntryId, lang: &'a Lang, form: Form) -> Around<'a> {
        Around { renderer: self, id, lang, form, fault: RefCell::new(None) }
    }

    /// The HTML of an entry's text in the elements that a board shows.
    pub fn board_html(&self, id: EntryId, lang: &Lang, subset: Subset) -> String {
        let strings = self.theme.strings(lang);
        markdown::board_html(self.site.entry(id).body(), subset, &|word| strings.plain(word))
    }

    /// An entry's text as lines.
    pub fn board_text(&self, id: EntryId, lang: &Lang) -> String {
        let strings = self.theme.strings(lang);
        markdown::board_text(self.site.entry(id).body(), &|word| strings.plain(word))
    }

    /// An entry's text as Markdown.
    pub fn markup(&self, id: EntryId, lang: &Lang) -> String {
        let around = self.around(id, lang, Form::Portable);
        let href = |target: &LinkTarget| match target.is_image {
            true => around.picture(target).url,
            false => around.href(target),
        };
        let strings = self.theme.strings(lang);
        markdown::markup(self.site.entry(id).body(), &href, &|word| strings.plain(word))
    }
}

impl Surroundings for Around<'_> {
    fn href(&self, target: &LinkTarget) -> String {
        let renderer = self.renderer;
        match renderer.site.follow(self.id, target) {
            Ok(Linked::Anchor(anchor)) if self.form == Form::Page => {
                format!("#{}", crate::source::percent_encode(&anchor))
            }
            Ok(linked) => {
                let href = renderer.linked(&linked, &target.query, renderer.site.address(self.id));
                match self.form {
                    Form::Page => href,
                    Form::Portable => renderer.whole(&href),
                }
            }
            // A link that leads nowhere is an error, and nothing is published.
            Err(_) => "#".to_owned(),
        }
    }

    fn picture(&self, target: &LinkTarget) -> PictureView {
        let renderer = self.renderer;
        let linked = renderer.site.follow(self.id, target).ok();
        let image = linked.as_ref().and_then(|linked| renderer.image(linked, false));
        match (image, self.form) {
            (Some(image), Form::Page) => {
                PictureView { url: image.url, size: image.width.zip(image.height), srcset: image.srcset }
            }
            (Some(image), Form::Portable) => {
                PictureView { url: renderer.whole(&image.url), size: image.width.zip(image.height), srcset: None }
            }
            (None, _) => PictureView { url: self.href(target), ..PictureView::default() },
        }
    }

    fn word(&self, name: &str) -> String {
        self.renderer.theme.strings(self.lang).plain(name)
    }

    fn here(&self) -> String {
        match self.form {
            Form::Page => String::new(),
            Form::Portable => self.renderer.whole(&self.renderer.href(self.renderer.site.address(self.id))),
        }
    }

    fn written(&self, address: &str) -> String {
        let renderer = self.renderer;
        crate::source::join_address(&renderer.whole(&renderer.href(renderer.site.address(self.id))), address)
    }

    fn directive(&self, directive: &Directive, content: String) -> String {
        match self.by_template(directive, &content) {
            Ok(html) => html,
            Err(fault) => {
                self.fault.borrow_mut().get_or_insert(fault);
                String::new()
            }
        }
    }

    fn postings(&self, directive: &Directive) -> Vec<(String, String)> {
        self.postings_of(directive)
    }
}
