//! theme.yaml to the options that a theme has.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::color::Color;
use crate::content::{Fields, OptionValue, plain};
use crate::diag::{Complaint, Diagnostic};
use crate::locale::rules::BAD_THEME;
use crate::parse::{Trust, Value, parse_yaml};
use crate::render::contract::{CONTRACT, OLDEST_CONTRACT, SINCE_1};
use crate::source::{Source, Span, Spanned};

/// An option that a theme declares.
#[derive(Clone, Debug)]
pub struct Declared {
    pub kind: OptionKind,
    /// What counts when the site says nothing, in the form in which a site says it.
    pub default: Option<Spanned<OptionValue>>,
}

/// What an option can be.
#[derive(Clone, Debug)]
pub enum OptionKind {
    Text,
    Flag,
    Number,
    /// One of some words.
    Choice(Vec<String>),
    /// Any of some words, in the order in which they are given.
    Choices(Vec<String>),
    /// `#rrggbb` or a name for it; with the light and the dark paper on which it is to be read.
    Color {
        names: BTreeMap<String, Color>,
        papers: [Color; 2],
    },
    /// An address of the site or a foreign one.
    Address,
    /// A list of `{ title, url }`.
    Links,
    /// Several values under one name; none of them when it is not given.
    Group(BTreeMap<String, Declared>),
}

const KINDS: [&str; 9] = ["text", "flag", "number", "choice", "choices", "color", "address", "links", "group"];

impl OptionKind {
    /// What a template is told when nothing is said.
    pub fn empty(&self) -> Json {
        match self {
            OptionKind::Text => "".into(),
            OptionKind::Flag => false.into(),
            OptionKind::Number => 0.into(),
            OptionKind::Choice(choices) => choices.first().cloned().unwrap_or_default().into(),
            OptionKind::Choices(_) | OptionKind::Links => Json::Array(Vec::new()),
            OptionKind::Color { .. } | OptionKind::Address | OptionKind::Group(_) => Json::Null,
        }
    }

    /// A value that a site may give, not the usual one.
    pub fn sample(&self, canary: &str) -> Json {
        match self {
            OptionKind::Text => format!("Odd <{canary}> & \"text\"").into(),
            OptionKind::Flag => true.into(),
            OptionKind::Number => 7.into(),
            OptionKind::Choice(choices) => choices.last().cloned().into(),
            OptionKind::Choices(choices) => choices.iter().rev().cloned().collect(),
            OptionKind::Color { .. } => "#ffe600".into(),
            OptionKind::Address => "/mark.svg".into(),
            OptionKind::Links => serde_json::json!([
                { "title": format!("<{canary}>"), "url": "/jobs/" },
                { "title": "Out", "url": "https://out.example/?a=1&b=2" },
            ]),
            OptionKind::Group(fields) => {
                let fields = fields.iter().map(|(name, option)| (name.clone(), option.kind.sample(canary)));
                fields.collect::<serde_json::Map<_, _>>().into()
            }
        }
    }

    /// What a site is told to write.
    pub fn wanted(&self) -> &'static str {
        match self {
            OptionKind::Text => "a text",
            OptionKind::Flag => "true or false",
            OptionKind::Number => "a whole number",
            OptionKind::Choice(_) => "one of its words",
            OptionKind::Choices(_) => "a list of its words",
            OptionKind::Color { .. } => "a colour such as `\"#1d4ed8\"`",
            OptionKind::Address => "an address such as `/logo.svg`",
            OptionKind::Links => "a list of `{ title: …, url: … }`",
            OptionKind::Group(_) => "a group of fields",
        }
    }
}

/// The options that a theme.yaml declares.
pub fn manifest_options(manifest: &Source, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Declared> {
    let mut declared = BTreeMap::new();
    let nodes = parse_yaml(&manifest.path, manifest.text(), 0, Trust::Owner, diagnostics);
    let Some(node) = nodes.first() else {
        let complaint = Complaint::new(BAD_THEME, "theme.yaml is empty")
            .help(format!("write `name: …` and `contract: {CONTRACT}`"));
        diagnostics.push(complaint.at(Span::whole(&manifest.path)));
        return declared;
    };
    let mut faults = Vec::new();
    if let Some(mut fields) = Fields::of(node, "theme.yaml", &mut faults) {
        fields.required("name").text();
        fields.optional("description").text();
        contract(&mut fields);
        let mut option_faults = Vec::new();
        if let Some(node) = fields.optional("options").node() {
            declared = options(node, &mut option_faults);
        }
        option_faults.into_iter().for_each(|fault| fields.complain(fault));
        fields.finish();
    }
    diagnostics.extend(faults.into_iter().map(|fault| Diagnostic { code: BAD_THEME, ..fault }));
    declared
}

/// `contract: 2`, or the oldest and the newest one that the theme is fit for: `contract: { min: 2, max: 3 }`.
fn contract(fields: &mut Fields<'_>) {
    let Some(node) = fields.required("contract").node() else { return };
    let mut faults = Vec::new();
    let mut range = None;
    if let Value::Map(_) = &node.value {
        if let Some(mut parts) = Fields::of(node, "contract", &mut faults) {
            let min = parts.required("min").number(1, 1000);
            let max = parts.required("max").number(1, 1000);
            parts.finish();
            range = min.zip(max);
        }
    } else {
        range = fields.optional("contract").number(1, 1000).map(|only| (only, only));
    }
    faults.into_iter().for_each(|fault| fields.complain(fault));
    if let Some((min, max)) = range.filter(|(min, max)| min > max) {
        let complaint = Complaint::new(BAD_THEME, format!("`min` is {min}, above `max`, which is {max}"));
        fields.complain(complaint.help("write the lower version first").at(node.span.clone()));
    } else if let Some((min, max)) = range
        && (max < OLDEST_CONTRACT || min > CONTRACT)
    {
        let made_for = if min == max { format!("version {min}") } else { format!("versions {min} to {max}") };
        let complaint = Complaint::new(BAD_THEME, format!("the theme is made for {made_for} of the contract"));
        let known = match OLDEST_CONTRACT {
            CONTRACT => format!("version {CONTRACT}"),
            oldest => format!("versions {oldest} to {CONTRACT}"),
        };
        let help = if max < OLDEST_CONTRACT {
            format!(
                "this version of rolecall supports {known}: {SINCE_1}; see “From version 1 to 2” in themes/README.md"
            )
        } else {
            format!("this version of rolecall supports {known}; use another version of the theme or of rolecall")
        };
        fields.complain(complaint.help(help).at(node.span.clone()));
    }
}

fn options(node: &Spanned<Value>, faults: &mut Vec<Diagnostic>) -> BTreeMap<String, Declared> {
    let Value::Map(items) = &node.value else {
        let complaint = Complaint::new(BAD_THEME, "options are a group, each with its `type`");
        faults.push(complaint.help("write `options: { accent: { type: color } }`").at(node.span.clone()));
        return BTreeMap::new();
    };
    items.iter().filter_map(|(key, value)| Some((key.value.clone(), declare(value, faults)?))).collect()
}

fn declare(node: &Spanned<Value>, faults: &mut Vec<Diagnostic>) -> Option<Declared> {
    let mut inner = Vec::new();
    let mut fields = Fields::of(node, "an option", faults)?;
    let kinds: Vec<(&'static str, usize)> = KINDS.iter().copied().zip(0..).collect();
    let kind = fields.required("type").word(&kinds, &KINDS);
    fields.optional("help").text();
    let default = fields.given("default").map(plain);
    let kind = kind.and_then(|kind| {
        Some(match kind.value {
            0 => OptionKind::Text,
            1 => OptionKind::Flag,
            2 => OptionKind::Number,
            number @ (3 | 4) => {
                let words = fields.required("choices").texts().into_iter().map(|choice| choice.value).collect();
                if number == 3 { OptionKind::Choice(words) } else { OptionKind::Choices(words) }
            }
            5 => color(&mut fields, &mut inner),
            6 => OptionKind::Address,
            7 => OptionKind::Links,
            _ => OptionKind::Group(options(fields.required("fields").node()?, &mut inner)),
        })
    });
    inner.into_iter().for_each(|fault| fields.complain(fault));
    fields.finish();
    Some(Declared { kind: kind?, default })
}

/// `names: { blue: "#1d4ed8" }` and `papers: ["#ffffff", "#101418"]`.
fn color(fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>) -> OptionKind {
    let read = |text: &str| {
        Color::parse(text).ok_or_else(|| {
            Complaint::new(BAD_THEME, format!("`{text}` is not a colour")).help("write it as `\"#1d4ed8\"`")
        })
    };
    let papers = fields.optional("papers").list_then(read);
    let white = Color::parse("#ffffff").expect("white is a colour");
    let black = Color::parse("#000000").expect("black is a colour");
    let paper = |at: usize, usual: Color| papers.get(at).map_or(usual, |paper| paper.value);
    let papers = [paper(0, white), paper(1, black)];
    let mut names = BTreeMap::new();
    if let Some(Value::Map(items)) = fields.optional("names").node().map(|node| &node.value) {
        for (key, value) in items {
            let text = match &value.value {
                Value::Scalar { text, .. } => text.as_str(),
                _ => "",
            };
            match read(text) {
                Ok(color) => {
                    names.insert(key.value.clone(), color);
                }
                Err(complaint) => faults.push(complaint.at(value.span.clone())),
            }
        }
    }
    OptionKind::Color { names, papers }
}
