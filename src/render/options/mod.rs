//! theme.yaml's options, and the site's values for them, in each language.

mod color;
mod declare;

use std::collections::BTreeMap;

use serde_json::Value as Json;

use self::color::Color;
use self::declare::{Declared, OptionKind, manifest_options};
use super::contract::DEFAULT;
use crate::content::{Config, OptionValue};
use crate::diag::{Complaint, Diagnostic};
use crate::markdown::rules::BAD_ADDRESS;
use crate::model::Lang;
use crate::render::rules::UNKNOWN_THEME_OPTION;
use crate::source::{Address, SafeUrl, Sources, Span, Spanned, SrcPath, percent_encode};

/// The options of a theme with the site's values in them.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub values: BTreeMap<Lang, Json>,
    /// The site's own addresses among them, and where each was written.
    pub links: Vec<(Address, Span)>,
}

impl Options {
    /// A text or a choice in a language, as the program itself needs some.
    pub fn text(&self, lang: &Lang, name: &str) -> Option<&str> {
        self.values.get(lang)?.get(name)?.as_str()
    }

    /// Chosen words in a language, in the order of the site.
    pub fn choices(&self, lang: &Lang, name: &str) -> Vec<&str> {
        let chosen = self.values.get(lang).and_then(|values| values.get(name)?.as_array());
        chosen.into_iter().flatten().filter_map(Json::as_str).collect()
    }
}

/// The options of the theme, and of the default theme whose templates it may use.
pub fn options(
    sources: &Sources,
    config: &Config,
    own: &str,
    fallback: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Options {
    let mut declared: BTreeMap<String, Declared> = BTreeMap::new();
    for root in [fallback, own] {
        if let Some(manifest) = sources.get(&SrcPath::new(&format!("{root}theme.yaml"))) {
            declared.extend(manifest_options(manifest, diagnostics));
        }
        if own == fallback {
            break;
        }
    }
    for (key, _) in &config.theme_options {
        if !declared.contains_key(&key.value) {
            let complaint = Complaint::new(UNKNOWN_THEME_OPTION, format!("the theme has no option `{}`", key.value));
            diagnostics.push(complaint.suggest(&key.value, declared.keys().map(String::as_str)).at(key.span.clone()));
        }
    }
    let mut reader = Reader { config, faults: Vec::new(), links: Vec::new() };
    let mut values = BTreeMap::new();
    for (lang, _) in &config.languages {
        let mut own = serde_json::Map::new();
        for (name, option) in &declared {
            let given = config.theme_options.iter().find(|(key, _)| key.value == *name).map(|(_, value)| value);
            own.insert(name.clone(), reader.value(name, option, given, lang));
        }
        values.insert(lang.clone(), Json::Object(own));
    }
    // A wrong value is wrong in every language: report it once.
    for fault in reader.faults {
        if !diagnostics.iter().any(|known| known.at == fault.at && known.message == fault.message) {
            diagnostics.push(fault);
        }
    }
    reader.links.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    reader.links.dedup();
    Options { values, links: reader.links }
}

/// Values for every option of a theme and of the default one, as JSON (which is YAML): with a text that must be escaped wherever one fits.
pub fn sample(sources: &Sources, theme: &str, canary: &str) -> Json {
    let mut declared: BTreeMap<String, Declared> = BTreeMap::new();
    for name in [DEFAULT, theme] {
        let path = SrcPath::new(&format!("themes/{name}/theme.yaml"));
        let built_in = super::built_in().find(|source| source.path == path);
        if let Some(manifest) = sources.get(&path).or(built_in.as_ref()) {
            declared.extend(manifest_options(manifest, &mut Vec::new()));
        }
    }
    declared
        .iter()
        .map(|(name, option)| (name.clone(), option.kind.sample(canary)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Reads given values as what was declared.
struct Reader<'a> {
    config: &'a Config,
    faults: Vec<Diagnostic>,
    links: Vec<(Address, Span)>,
}

type Given = Spanned<OptionValue>;

impl Reader<'_> {
    /// The value of an option in a language; its default's when there is none or it is wrong.
    fn value(&mut self, name: &str, option: &Declared, given: Option<&Given>, lang: &Lang) -> Json {
        let given = given.and_then(|given| self.in_language(option, given, lang));
        let value = given.and_then(|given| self.read(name, option, given, lang));
        match (value, &option.kind) {
            (Some(value), _) => value,
            // A group without a value is none; its fields' defaults count only when it is there.
            (None, OptionKind::Group(_)) => Json::Null,
            (None, kind) => match &option.default {
                Some(default) => self
                    .in_language(option, default, lang)
                    .and_then(|default| self.read(name, option, default, lang))
                    .unwrap_or_else(|| kind.empty()),
                None => kind.empty(),
            },
        }
    }

    /// A value may be given for each language: `{ en: …, es: … }`.
    fn in_language<'g>(&self, option: &Declared, given: &'g Given, lang: &Lang) -> Option<&'g Given> {
        let OptionValue::Map(items) = &given.value else { return Some(given) };
        let is_lang =
            |key: &str| self.config.languages.iter().any(|(lang, _)| lang.as_str() == key.to_ascii_lowercase());
        let is_field = |key: &str| matches!(&option.kind, OptionKind::Group(fields) if fields.contains_key(key));
        // Style sheets are made once for all languages.
        if matches!(option.kind, OptionKind::Color { .. }) {
            return Some(given);
        }
        if items.is_empty() || !items.iter().all(|(key, _)| is_lang(&key.value) && !is_field(&key.value)) {
            return Some(given);
        }
        let own = items.iter().find(|(key, _)| key.value.to_ascii_lowercase() == lang.as_str());
        own.map(|(_, value)| value)
    }

    fn read(&mut self, name: &str, option: &Declared, given: &Given, lang: &Lang) -> Option<Json> {
        let wanted = option.kind.wanted();
        let wrong = |message: String| Complaint::new(UNKNOWN_THEME_OPTION, message).help(format!("write {wanted}"));
        let found = match (&option.kind, &given.value) {
            (OptionKind::Choices(choices), OptionValue::List(items)) => {
                let mut seen: Vec<Json> = Vec::new();
                for item in items {
                    let Some(choice) = self.choice(name, choices, item) else { continue };
                    if seen.contains(&choice) {
                        let message = format!("the option `{name}` names {choice} twice");
                        let complaint = Complaint::new(UNKNOWN_THEME_OPTION, message).help("name it once");
                        self.faults.push(complaint.at(item.span.clone()));
                    } else {
                        seen.push(choice);
                    }
                }
                return Some(seen.into());
            }
            (OptionKind::Choices(choices), OptionValue::Text(text)) if !text.is_empty() => {
                return Some(self.choice(name, choices, given).into_iter().collect());
            }
            (OptionKind::Choices(_), OptionValue::Text(_)) => return Some(Json::Array(Vec::new())),
            (OptionKind::Links, OptionValue::List(items)) => {
                return Some(items.iter().filter_map(|item| self.link(name, item)).collect());
            }
            (OptionKind::Links, OptionValue::Text(text)) if text.is_empty() => return Some(Json::Array(Vec::new())),
            (OptionKind::Group(fields), OptionValue::Map(items)) => return Some(self.group(name, fields, items, lang)),
            (OptionKind::Group(_), OptionValue::Text(text)) if text.is_empty() || text == "false" => return None,
            (OptionKind::Choice(choices), OptionValue::Text(_)) => return self.choice(name, choices, given),
            (kind, OptionValue::Text(text)) => match kind {
                OptionKind::Text => Ok(text.clone().into()),
                OptionKind::Flag if matches!(text.as_str(), "true" | "yes") => Ok(true.into()),
                OptionKind::Flag if matches!(text.as_str(), "false" | "no") => Ok(false.into()),
                OptionKind::Number => text
                    .parse::<i64>()
                    .map(Into::into)
                    .map_err(|_| wrong(format!("the option `{name}` can't be `{text}`"))),
                OptionKind::Address if text.is_empty() => Ok(Json::Null),
                OptionKind::Address => self.address(text, &given.span).map(Into::into),
                OptionKind::Color { names, papers: [light, dark] } => {
                    match names.get(text).copied().or_else(|| Color::parse(text)) {
                        Some(color) => {
                            Ok(serde_json::to_value(color.view(*light, *dark)).expect("a colour is five texts"))
                        }
                        None => {
                            let complaint =
                                Complaint::new(UNKNOWN_THEME_OPTION, format!("the option `{name}` can't be `{text}`"));
                            let known: Vec<&str> = names.keys().map(String::as_str).collect();
                            let nearest = crate::diag::nearest(text, known.iter().copied());
                            Err(match nearest {
                                Some(near) => complaint.help(format!("did you mean `{near}`?")),
                                None if known.is_empty() => complaint.help("write a colour such as `\"#1d4ed8\"`"),
                                None => complaint.help(format!(
                                    "write a colour such as `\"#1d4ed8\"`, or one of {}",
                                    listed(&known)
                                )),
                            })
                        }
                    }
                }
                _ => Err(wrong(format!("the option `{name}` can't be `{text}`"))),
            },
            (kind, OptionValue::Map(items))
                if !items.is_empty() && items.iter().all(|(key, _)| Lang::new(&key.value).is_some()) =>
            {
                let is_known =
                    |key: &str| self.config.languages.iter().any(|(lang, _)| lang.as_str() == key.to_lowercase());
                let complaint = match items.iter().find(|(key, _)| !is_known(&key.value)) {
                    Some((key, _)) => wrong(format!("`{}` is not one of this site's languages", key.value)),
                    None => wrong(format!("the option `{name}` has one value for all languages")),
                };
                Err(complaint.help(format!("write {}", kind.wanted())))
            }
            _ => Err(wrong(format!("the option `{name}` is given in another form"))),
        };
        match found {
            Ok(value) => Some(value),
            Err(complaint) => {
                self.faults.push(complaint.at(given.span.clone()));
                None
            }
        }
    }

    fn choice(&mut self, name: &str, choices: &[String], given: &Given) -> Option<Json> {
        let text = match &given.value {
            OptionValue::Text(text) => text.as_str(),
            _ => "a group",
        };
        if choices.iter().any(|choice| choice == text) {
            return Some(text.into());
        }
        let complaint = Complaint::new(UNKNOWN_THEME_OPTION, format!("the option `{name}` can't be `{text}`"));
        self.faults.push(complaint.suggest(text, choices.iter().map(String::as_str)).at(given.span.clone()));
        None
    }

    /// `{ title: …, url: … }`.
    fn link(&mut self, name: &str, given: &Given) -> Option<Json> {
        let text = |key: &str| match &given.value {
            OptionValue::Map(items) => items.iter().find_map(|(known, value)| match &value.value {
                OptionValue::Text(text) if known.value == key && !text.is_empty() => {
                    Some((text.clone(), value.span.clone()))
                }
                _ => None,
            }),
            _ => None,
        };
        let (Some((title, _)), Some((url, span))) = (text("title"), text("url")) else {
            let complaint =
                Complaint::new(UNKNOWN_THEME_OPTION, format!("a link of the option `{name}` lacks its parts"));
            self.faults.push(complaint.help("write `{ title: …, url: … }`").at(given.span.clone()));
            return None;
        };
        match self.address(&url, &span) {
            Ok(url) => Some(serde_json::json!({ "title": title, "url": url })),
            Err(complaint) => {
                self.faults.push(complaint.at(span));
                None
            }
        }
    }

    fn group(
        &mut self,
        name: &str,
        fields: &BTreeMap<String, Declared>,
        items: &[(Spanned<String>, Given)],
        lang: &Lang,
    ) -> Json {
        for (key, _) in items.iter().filter(|(key, _)| !fields.contains_key(&key.value)) {
            let complaint =
                Complaint::new(UNKNOWN_THEME_OPTION, format!("the option `{name}` has no field `{}`", key.value));
            self.faults.push(complaint.suggest(&key.value, fields.keys().map(String::as_str)).at(key.span.clone()));
        }
        let mut values = serde_json::Map::new();
        for (field, option) in fields {
            let given = items.iter().find(|(key, _)| key.value == *field).map(|(_, value)| value);
            values.insert(field.clone(), self.value(&format!("{name}.{field}"), option, given, lang));
        }
        Json::Object(values)
    }

    /// An address of the site, below its base path, or a foreign one.
    fn address(&mut self, text: &str, span: &Span) -> Result<String, Complaint> {
        if text.starts_with('/') && !text.starts_with("//") {
            let (path, anchor) = text.split_once('#').map_or((text, None), |(path, anchor)| (path, Some(anchor)));
            let address = Address::parse(path).map_err(|fault| {
                Complaint::new(BAD_ADDRESS, format!("`{text}` is not an address on this site: {fault}"))
                    .help("write it from the site's root: `/jobs/`")
            })?;
            let anchor = anchor.map_or(String::new(), |anchor| format!("#{}", percent_encode(anchor)));
            let path = percent_encode(address.as_str().trim_start_matches('/'));
            self.links.push((address, span.clone()));
            return Ok(format!("{}{path}{anchor}", self.config.base_url.base_path()));
        }
        SafeUrl::parse(text).map(|url| url.to_string()).map_err(|fault| {
            Complaint::new(BAD_ADDRESS, format!("`{text}` can't be linked: {fault}"))
                .help("write an address of this site, `/jobs/`, or a whole one, `https://…`")
        })
    }
}

/// `` `a`, `b` ``.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
