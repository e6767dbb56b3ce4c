//! What to say of a field that nobody asked for.

use super::declare::Declared;
use super::rules::UNKNOWN_FIELD;
use crate::diag::Complaint;

/// A field that a map may not have: what it is called here, or where it belongs. `known` are those that it may have.
pub fn unknown(name: &str, known: &[&'static str], declared: Declared) -> Complaint {
    let complaint = Complaint::new(UNKNOWN_FIELD, format!("unknown field `{name}`"));
    let kind = match declared {
        Declared::Kind(kind) => Some(kind),
        Declared::Nothing | Declared::Group(_) => None,
    };
    let is_summary = name == "description" && known.contains(&"summary") && kind.is_some_and(|kind| kind.name != "job");
    if let Some(name) = declared.renamed(name).filter(|name| known.contains(name)) {
        return complaint.help(format!("here it is called `{name}`"));
    }
    match name {
        _ if is_summary => return complaint.help("here it is called `summary`"),
        "layout" | "template" | "kind" | "weight" | "cascade" => {
            return complaint.help("remove it: what a file is follows from its folder");
        }
        "description" | "content" | "body" | "text" => return complaint.help("the text goes below the second `---`"),
        _ => {}
    }
    let complaint = complaint.suggest(name, known.iter().copied());
    match (&complaint.help, kind) {
        // Many fields are no help, and a field of the site's own may be meant.
        (None, Some(kind)) if known.contains(&"extra") => complaint.help(format!(
            "declare it in site.yaml, `fields: {{ {}: {{ {name}: {{ type: text }} }} }}`, or keep it for templates below `extra`",
            kind.name
        )),
        _ => complaint,
    }
}
