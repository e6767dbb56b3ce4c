//! `explain`: the rule behind a message.

use clap::Args;

use super::{Exit, complain, say};
use crate::diag::{Code, nearest};
use crate::render::{JOB_POSTING, Status};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The code of the message, such as `unknown-field`, or `JobPosting` for the rules of structured data; all codes when not given.
    code: Option<String>,
}

/// The table of what a posting's markup has.
fn job_posting() -> String {
    let mut out = String::from("What a posting's structured data (JobPosting) has\n");
    for property in JOB_POSTING {
        let status = match property.status {
            Status::Required(code) => format!("required; checked by `{}`", code.name()),
            Status::Conditional => "required where it applies".to_owned(),
            Status::Recommended => "recommended".to_owned(),
            Status::Beta => "beta".to_owned(),
            Status::Extra => "not used by Google".to_owned(),
            Status::Never => "never written".to_owned(),
        };
        out.push_str(&format!("\n{} ({status})\n  {}\n  Source: {}\n", property.name, property.rule, property.source));
    }
    out
}

/// Every rule of the program, in the order in which a site is read, related, checked and made.
pub fn every_rule() -> impl Iterator<Item = Code> {
    use crate::{content, lint, locale, markdown, parse, pipeline, plan, relate, render};
    let read = [parse::rules::RULES, content::rules::RULES, markdown::rules::RULES, relate::rules::RULES];
    let made =
        [plan::rules::RULES, locale::rules::RULES, render::rules::RULES, super::rules::RULES, pipeline::rules::RULES];
    let read = read.into_iter().flatten().copied();
    read.chain(lint::rules()).chain(made.into_iter().flatten().copied())
}

pub fn run(arguments: &Arguments) -> Exit {
    let Some(name) = &arguments.code else {
        let lines: Vec<String> =
            every_rule().map(|code| format!("{:<26} {}\n", code.name(), code.rule().severity.as_str())).collect();
        say(&lines.concat());
        return Exit::Fine;
    };
    if name.eq_ignore_ascii_case("jobposting") {
        say(&job_posting());
        return Exit::Fine;
    }
    match every_rule().find(|code| code.name() == name) {
        Some(code) => {
            let rule = code.rule();
            let example: String = rule.example.lines().map(|line| format!("  {line}\n")).collect();
            let source = if rule.source.is_empty() { String::new() } else { format!("Source: {}\n", rule.source) };
            say(&format!(
                "{}[{}]\n\n{}\n\nExample:\n{example}\nRemedy: {}\n{source}",
                rule.severity.as_str(),
                rule.name,
                rule.why,
                rule.remedy
            ));
            Exit::Fine
        }
        None => {
            let near = nearest(name, every_rule().map(Code::name));
            let help = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            complain(&format!("error: there is no rule `{name}`{help}\n"));
            Exit::Usage
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_a_name_and_a_whole_row() {
        let mut names = BTreeSet::new();
        for code in every_rule() {
            let rule = code.rule();
            assert!(names.insert(rule.name), "{} is declared twice", rule.name);
            let is_plain = rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
            assert!(is_plain, "{}", rule.name);
            assert!(!rule.why.is_empty() && !rule.example.is_empty() && !rule.remedy.is_empty(), "{}", rule.name);
        }
    }
}
