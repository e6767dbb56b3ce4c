//! theme.yaml's options, and the site's values for them.

use std::collections::BTreeMap;

use super::theme::CONTRACT;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::{Config, OptionValue};
use crate::parse::{Trust, Value, parse_yaml};
use crate::source::{Source, Sources, Spanned, SrcPath};
use crate::validate::Fields;

/// The options of the theme, and of the default theme whose templates it may use, with the site's values in them.
pub fn options(
    sources: &Sources,
    config: &Config,
    own: &str,
    fallback: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> serde_json::Value {
    let mut declared: BTreeMap<String, Declared> = BTreeMap::new();
    for root in [fallback, own] {
        if let Some(manifest) = sources.get(&SrcPath::new(&format!("{root}theme.yaml"))) {
            declared.extend(manifest_options(manifest, diagnostics));
        }
        if own == fallback {
            break;
        }
    }
    let mut values: serde_json::Map<String, serde_json::Value> =
        declared.iter().map(|(name, option)| (name.clone(), option.default.clone())).collect();
    for (key, value) in &config.theme_options {
        match declared.get(&key.value) {
            None => {
                let complaint =
                    Complaint::new(Code::UnknownThemeOption, format!("the theme has no option `{}`", key.value));
                diagnostics
                    .push(complaint.suggest(&key.value, declared.keys().map(String::as_str)).at(key.span.clone()));
            }
            Some(option) => match option.read(&key.value, value) {
                Ok(value) => {
                    values.insert(key.value.clone(), value);
                }
                Err(complaint) => diagnostics.push(complaint.at(value.span.clone())),
            },
        }
    }
    serde_json::Value::Object(values)
}

/// The options that a theme.yaml declares.
fn manifest_options(manifest: &Source, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Declared> {
    let mut declared = BTreeMap::new();
    let nodes = parse_yaml(&manifest.path, manifest.text(), 0, Trust::Owner, diagnostics);
    let Some(node) = nodes.first() else { return declared };
    let mut faults = Vec::new();
    if let Some(mut fields) = Fields::of(node, "theme.yaml", &mut faults) {
        fields.required("name").text();
        fields.optional("description").text();
        fields.required("contract").number(CONTRACT, CONTRACT);
        let mut option_faults = Vec::new();
        if let Some(Value::Map(items)) = fields.optional("options").node().map(|node| &node.value) {
            for (key, value) in items {
                if let Some(option) = declare(value, &mut option_faults) {
                    declared.insert(key.value.clone(), option);
                }
            }
        }
        option_faults.into_iter().for_each(|fault| fields.complain(fault));
        fields.finish();
    }
    diagnostics.extend(faults.into_iter().map(|fault| Diagnostic { code: Code::BadTheme, ..fault }));
    declared
}

/// An option that a theme declares.
struct Declared {
    kind: OptionKind,
    default: serde_json::Value,
}

enum OptionKind {
    Text,
    Flag,
    Number,
    Choice(Vec<String>),
}

fn declare(node: &Spanned<Value>, diagnostics: &mut Vec<Diagnostic>) -> Option<Declared> {
    let mut faults = Vec::new();
    let found = declared(node, &mut faults).map(|(option, default)| (option, default.cloned()));
    diagnostics.extend(faults);
    let (mut option, default) = found?;
    if let Some(node) = default {
        match option.read("default", &crate::validate::plain(&node)) {
            Ok(value) => option.default = value,
            Err(complaint) => diagnostics.push(complaint.at(node.span.clone())),
        }
    }
    Some(option)
}

/// The option without its default, and the default as written.
fn declared<'a>(
    node: &'a Spanned<Value>,
    diagnostics: &'a mut Vec<Diagnostic>,
) -> Option<(Declared, Option<&'a Spanned<Value>>)> {
    let mut fields = Fields::of(node, "an option", diagnostics)?;
    let kind = fields
        .required("type")
        .word(&[("text", 0), ("flag", 1), ("number", 2), ("choice", 3)], &["text", "flag", "number", "choice"]);
    let choices: Vec<String> = fields.optional("choices").texts().into_iter().map(|choice| choice.value).collect();
    fields.optional("help").text();
    let default = fields.optional("default").given();
    fields.finish();
    let kind = match kind?.value {
        0 => OptionKind::Text,
        1 => OptionKind::Flag,
        2 => OptionKind::Number,
        _ => OptionKind::Choice(choices),
    };
    Some((Declared { kind, default: serde_json::Value::Null }, default))
}

impl Declared {
    fn read(&self, name: &str, value: &Spanned<OptionValue>) -> Result<serde_json::Value, Complaint> {
        let OptionValue::Text(text) = &value.value else {
            return Err(Complaint::new(Code::UnknownThemeOption, format!("the option `{name}` takes one value"))
                .help("write a text, a number, true or false"));
        };
        let wrong = |wanted: &str| {
            Complaint::new(Code::UnknownThemeOption, format!("the option `{name}` can't be `{text}`"))
                .help(format!("write {wanted}"))
        };
        match &self.kind {
            OptionKind::Text => Ok(text.clone().into()),
            OptionKind::Flag => match text.as_str() {
                "true" => Ok(true.into()),
                "false" => Ok(false.into()),
                _ => Err(wrong("true or false")),
            },
            OptionKind::Number => text.parse::<i64>().map(Into::into).map_err(|_| wrong("a whole number")),
            OptionKind::Choice(choices) if choices.contains(text) => Ok(text.clone().into()),
            OptionKind::Choice(choices) => {
                let complaint =
                    Complaint::new(Code::UnknownThemeOption, format!("the option `{name}` can't be `{text}`"));
                Err(complaint.suggest(text, choices.iter().map(String::as_str)))
            }
        }
    }
}
