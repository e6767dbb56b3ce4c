//! The engines that render a theme's templates: one with the templates as they are written, and for each language one with that language's words put in.
//!
//! A page calls `t` for a few dozen words that are the same on every page of its language, and `asset` for files that are the same on all of them. Calls that have no other
//! argument are replaced by what they give: each would make a map of its arguments, and look up two tables. Faults are told by the engine of the templates as written, so that
//! places stay true.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::{Context, Tera};

use super::functions::{AssetPlaces, Forms, Words, wrap};
use super::template_fault::template_fault;
use super::template_text;
use crate::diag::Diagnostic;
use crate::locale::Strings;
use crate::model::Lang;
use crate::source::{Content, Sources};

pub struct Engines {
    written: Tera,
    bare: Tera,
    /// The templates by name.
    texts: BTreeMap<String, String>,
    strings: Arc<BTreeMap<Lang, Strings>>,
    places: BTreeMap<String, String>,
    /// Each made when it is first asked for; `None` where a template may ask for words in another language than the page's.
    settled: BTreeMap<Lang, OnceLock<Option<Tera>>>,
}

impl Engines {
    pub fn new(
        written: Tera,
        bare: Tera,
        texts: BTreeMap<String, String>,
        strings: Arc<BTreeMap<Lang, Strings>>,
        places: BTreeMap<String, String>,
    ) -> Engines {
        let settled = strings.keys().map(|lang| (lang.clone(), OnceLock::new())).collect();
        Engines { written, bare, texts, strings, places, settled }
    }

    /// The engine for pages of a language.
    pub fn of(&self, lang: &Lang) -> &Tera {
        let settled = self.settled.get(lang).and_then(|place| place.get_or_init(|| self.settle(lang)).as_ref());
        settled.unwrap_or(&self.written)
    }

    /// Renders a template in the language that its context names.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, tera::Error> {
        let lang = context.get("lang").and_then(|lang| Lang::new(lang.as_str()?));
        match lang.map(|lang| self.of(&lang).render(template, context)) {
            Some(Ok(text)) => Ok(text),
            // Again, for the place of the fault.
            Some(Err(_)) | None => self.written.render(template, context),
        }
    }

    fn settle(&self, lang: &Lang) -> Option<Tera> {
        if self.texts.values().any(|text| template_text::sets_lang(text)) {
            return None;
        }
        let words: BTreeMap<&str, &str> = self.strings.get(lang)?.fixed().collect();
        let value = |function: &str, argument: &str| match function {
            "t" => words.get(argument).copied(),
            _ => self.places.get(argument).map(String::as_str),
        };
        let calls = [("t", "key"), ("asset", "path")];
        let texts = self.texts.iter().map(|(name, text)| (name, template_text::with_values(text, &calls, value)));
        let mut engine = self.bare.clone();
        engine.add_raw_templates(texts).ok()?;
        Some(engine)
    }
}

/// An engine without templates.
pub fn engine(strings: &Arc<BTreeMap<Lang, Strings>>, places: &BTreeMap<String, String>) -> Tera {
    let mut engine = Tera::default();
    engine.set_fallback_prefixes(["theme/", "builtin/"]).expect("no template has been added yet");
    engine.autoescape_on([".html", ".xml", ".svg"]);
    let words = Words::new(strings);
    engine.register_function("t", words.clone());
    engine.register_function("forms", Forms(words));
    engine.register_function("asset", AssetPlaces { places: places.clone() });
    engine.register_filter("wrap", wrap);
    engine
}

/// Adds every template; each that can't be read is complained of and left out, so that all faults come to light in one run. Gives what was added.
pub fn add_templates(
    engine: &mut Tera,
    sources: &Sources,
    (own, fallback): (&str, &str),
    theme: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut templates: BTreeMap<String, String> = BTreeMap::new();
    for (root, prefix) in [(fallback, "builtin/"), (own, "theme/")] {
        if prefix == "theme/" && own == fallback {
            continue;
        }
        let under = format!("{root}templates/");
        for source in sources.under(&under) {
            if let (Some(rest), Content::Text(text)) = (source.path.as_str().strip_prefix(&under), &source.content) {
                templates.insert(format!("{prefix}{rest}"), text.to_string());
            }
        }
    }
    // A template is first replaced by what others need of it, then, where that is at fault itself, by nothing.
    for _ in 0..2 * templates.len() {
        let mut attempt = engine.clone();
        match attempt.add_raw_templates(templates.iter().map(|(name, text)| (name.clone(), text.as_str()))) {
            Ok(()) => {
                *engine = attempt;
                break;
            }
            Err(error) => {
                let (diagnostic, file) = template_fault(&error, theme, sources);
                // The children of one parent have the same fault.
                if !diagnostics.contains(&diagnostic) {
                    diagnostics.push(diagnostic);
                }
                match file.and_then(|file| templates.get_mut(&file)) {
                    Some(text) => {
                        let stubs = template_text::stubs(text);
                        *text = if *text == stubs { String::new() } else { stubs };
                    }
                    None => break,
                }
            }
        }
    }
    templates
}
