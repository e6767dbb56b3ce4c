//! `explain`: the rule behind a message.

use clap::Args;

use super::{Exit, complain, say};
use crate::diag::{Code, nearest};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The code of the message, such as `unknown-field`; all codes when not given.
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Exit {
    let Some(name) = &arguments.code else {
        let lines: Vec<String> =
            Code::ALL.iter().map(|code| format!("{:<26} {}\n", code.name(), code.rule().severity.as_str())).collect();
        say(&lines.concat());
        return Exit::Fine;
    };
    match Code::named(name) {
        Some(code) => {
            let rule = code.rule();
            let example: String = rule.example.lines().map(|line| format!("  {line}\n")).collect();
            say(&format!(
                "{}[{}]\n\n{}\n\nExample:\n{example}\nRemedy: {}\n",
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
