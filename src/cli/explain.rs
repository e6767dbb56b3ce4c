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
            Status::Required(code) => format!("required; `{}` sees to it", code.name()),
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

pub fn run(arguments: &Arguments) -> Exit {
    let Some(name) = &arguments.code else {
        let lines: Vec<String> =
            Code::ALL.iter().map(|code| format!("{:<26} {}\n", code.name(), code.rule().severity.as_str())).collect();
        say(&lines.concat());
        return Exit::Fine;
    };
    if name.eq_ignore_ascii_case("jobposting") {
        say(&job_posting());
        return Exit::Fine;
    }
    match Code::named(name) {
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
            let near = nearest(name, Code::ALL.iter().map(|code| code.name()));
            let help = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            complain(&format!("error: there is no rule `{name}`{help}\n"));
            Exit::Usage
        }
    }
}
