//! Directives to what stands in their place: what the theme's template is told, and which postings one lists.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tera::Context;

use super::bodies::Around;
use crate::diag::Diagnostic;
use crate::markdown::{Directive, Name, Surroundings, Target, Video};
use crate::model::Lang;
use crate::relate::EntryId;
use crate::render::Renderer;

/// How many postings stand in a text when nothing is said.
const USUAL: usize = 5;

impl Around<'_> {
    /// The HTML of a directive on a page; a fault of its template comes to light with the page.
    pub fn by_template(&self, directive: &Directive, content: &str) -> Result<String, Box<Diagnostic>> {
        let renderer = self.renderer;
        let mut context = Context::new();
        context.insert_value("directive", tera::Value::from_serializable(&self.view(directive)));
        context.insert_value("content", tera::Value::safe_string(content));
        context.insert_value("site", renderer.site_value(self.lang));
        context.insert_value("lang", self.lang.as_str().into());
        if directive.name == Name::Jobs {
            let jobs = renderer.jobs_of(directive, self.lang);
            let jobs: Vec<tera::Value> = jobs.iter().map(|id| renderer.job_card_value(*id, self.lang)).collect();
            context.insert_value("jobs", jobs.into());
        }
        renderer.theme.render(&format!("directives/{}.html", directive.word()), &context, &renderer.sources)
    }

    /// What a template is told of a directive.
    fn view(&self, directive: &Directive) -> Value {
        let address = |name: &str| directive.target(name).map(|target| self.address(target));
        let label = &*directive.label;
        match directive.name {
            Name::Button => {
                json!({ "label": label, "url": address("href"), "rel": self.rel(directive.target("href")) })
            }
            Name::Column | Name::Columns | Name::Steps => json!({}),
            Name::Details => json!({ "label": label, "is_open": directive.text("state") == Some("open") }),
            Name::Figure => json!({
                "picture": directive.target("src").map(|target| self.picture_view(target)),
                "alt": directive.text("alt"),
                "credit": directive.text("credit"),
                "credit_url": address("credit_url"),
                "rel": self.rel(directive.target("credit_url")),
            }),
            Name::Jobs => json!({ "label": label }),
            Name::Note => {
                let kind = directive.text("kind").unwrap_or("note");
                json!({ "kind": kind, "title": if label.is_empty() { self.word(kind) } else { label.to_owned() } })
            }
            Name::Quote => json!({
                "by": directive.text("by"),
                "source": directive.text("source"),
                "url": address("url"),
                "rel": self.rel(directive.target("url")),
            }),
            Name::Video => {
                let video = directive.target("src").and_then(|target| Some((target, Video::of(target)?)));
                let poster = directive.target("poster").map(|target| self.picture_view(target));
                match video {
                    Some((_, Video::Player { page, player, host })) => {
                        json!({ "label": label, "url": page, "player": player, "host": host, "poster": poster })
                    }
                    Some((target, Video::File)) => {
                        json!({ "label": label, "url": self.address(target), "file": self.address(target), "poster": poster })
                    }
                    None => json!({ "label": label }),
                }
            }
        }
    }

    /// What a link to elsewhere says of itself in an employer's text.
    fn rel(&self, target: Option<&Target>) -> Option<&'static str> {
        let is_foreign = matches!(target, Some(Target::Foreign(_)));
        (is_foreign && self.renderer.site.entry(self.id).body().is_from_anybody()).then_some("nofollow noopener ugc")
    }

    fn address(&self, target: &Target) -> String {
        match target {
            Target::Site(target) => self.href(target),
            Target::Foreign(url) => url.to_string(),
            Target::Written(address) => address.to_string(),
        }
    }

    fn picture_view(&self, target: &Target) -> Value {
        match target {
            Target::Site(target) => {
                let view = self.picture(target);
                let (width, height) = view.size.unzip();
                json!({ "url": view.url, "width": width, "height": height, "srcset": view.srcset })
            }
            other => json!({ "url": self.address(other) }),
        }
    }

    /// The titles of the postings that a directive lists, and their whole addresses.
    pub fn postings_of(&self, directive: &Directive) -> Vec<(String, String)> {
        let renderer = self.renderer;
        let site = &renderer.site;
        let posting =
            |id: EntryId| (site.entry(id).title().to_owned(), renderer.whole(&renderer.href(site.address(id))));
        renderer.jobs_of(directive, self.lang).into_iter().map(posting).collect()
    }
}

impl Renderer {
    /// The open postings that a directive in a text of this language asks for.
    pub fn jobs_of(&self, directive: &Directive, lang: &Lang) -> Vec<EntryId> {
        let site = &self.site;
        let lists = site.lists.of(lang);
        let tags: Option<Vec<_>> = directive
            .text("tags")
            .map(|tags| tags.split(',').filter_map(|tag| site.index.tags.named(tag.trim())).collect());
        let place = directive.text("place");
        let company = directive.text("company");
        let fits = |id: &EntryId| {
            let has_tag = tags.as_ref().is_none_or(|tags| site.index.tags.of(*id).iter().any(|tag| tags.contains(tag)));
            let is_there = place.is_none_or(|place| site.entry(*id).job().is_some_and(|job| job.is_at(place, lang)));
            let is_theirs = company.is_none_or(|company| {
                site.index.company_of[id.index()]
                    .is_some_and(|own| site.entry(own).head().slug.value.to_string() == company)
            });
            has_tag && is_there && is_theirs
        };
        let mut ids: Vec<EntryId> = site.index.own(lang, &lists.jobs).filter(fits).collect();
        ids.sort_by_cached_key(|id| {
            let at = site.entry(*id).job().map(|job| job.appeared().timestamp());
            (std::cmp::Reverse(at), site.address(*id).clone())
        });
        ids.truncate(directive.number("limit").unwrap_or(USUAL));
        ids
    }

    /// What the policy of a page must allow for the videos of a text.
    pub fn loads_of(&self, id: EntryId) -> BTreeMap<&'static str, Vec<String>> {
        let mut found: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for directive in &self.site.entry(id).record.text.directives {
            let Some(target) = directive.target("src").filter(|_| directive.name == Name::Video) else { continue };
            if let Some((key, source)) = Video::of(target).and_then(|video| video.loads(target)) {
                let sources = found.entry(key).or_default();
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
        }
        found
    }
}
