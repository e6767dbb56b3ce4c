//! `theme check`: every page of the specimen sites, rendered with the theme and looked at.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::Args;
use jiff::Timestamp;
use rayon::prelude::*;

use super::super::read;
use super::scan::{Made, faults, style_faults};
use super::specimen::{Specimen, specimens};
use super::{Exit, complain, say};
use crate::cli::rules::BAD_PAGE;
use crate::diag::print::{self, Color, visible};
use crate::diag::{Complaint, Diagnostic, Severity, count, in_order, one_for_each_place};
use crate::pipeline::{self, MadeFiles, Memo, Ready, Request};
use crate::publish::{DerivedFiles, Target, TargetOptions};
use crate::relate::Preview;
use crate::render::FileContent;
use crate::source::{Source, Sources, Span, SrcPath};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The theme, in themes/ or built in.
    name: String,
    /// The folder that holds themes/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Write the first of the test sites into this folder.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address of its home page.
    #[arg(long, value_name = "URL", value_parser = super::super::parse_base_url)]
    base_url: Option<crate::source::SafeUrl>,
}

pub fn run(arguments: &Arguments) -> Exit {
    let themes = match read(&arguments.root) {
        Ok(sources) => sources,
        Err(exit) => return exit,
    };
    let themes: Vec<_> = themes.under("themes/").cloned().collect();
    let folder = format!("themes/{}/", arguments.name);
    if arguments.name != crate::render::DEFAULT
        && !themes.iter().any(|source| source.path.as_str().starts_with(&folder))
    {
        let shown = visible(&arguments.root.join("themes").display().to_string());
        complain(&format!("error: there is no theme `{}` in {shown}\n", visible(&arguments.name)));
        return Exit::Usage;
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut shown = Sources::default();
    let (mut sites, mut pages) = (0, 0);
    for (number, specimen) in specimens().into_iter().enumerate() {
        let mut sources: Sources = specimen.sources();
        themes.iter().for_each(|source| sources.insert(source.clone()));
        if specimen.is_preview {
            set_options(&mut sources, &arguments.name);
        }
        let request = request(&specimen, arguments);
        let outcome = pipeline::build(sources, &request, &mut Memo::default());
        let is_of_theme = |diagnostic: &Diagnostic| {
            diagnostic.at.file.as_str().starts_with("themes/") || diagnostic.severity() == Severity::Error
        };
        found.extend(outcome.diagnostics.iter().map(|found| Diagnostic::clone(found)).filter(is_of_theme));
        if let Some(ready) = &outcome.ready {
            sites += 1;
            pages += ready.plan().files.len();
            found.extend(one_for_each_place(ready.check()));
            match DerivedFiles::reading(&arguments.root, &outcome.sources, None).check(ready) {
                Ok(faults) => found.extend(faults),
                Err(error) => {
                    complain(&format!("error: {error}\n"));
                    return Exit::Machine;
                }
            }
            found.extend(looked_at(ready, &arguments.name));
            if let Some(output) = arguments.output.as_ref().filter(|_| number == 0) {
                let key = super::super::state_key();
                let options =
                    TargetOptions { site: &arguments.root, output, is_named: true, wait: false, key: key.as_ref() };
                let never = AtomicBool::new(false);
                let written = Target::open(options, &never)
                    .and_then(|mut target| target.publish(ready, &MadeFiles::default(), true, &never));
                if let Err(error) = written {
                    complain(&format!("error: {error}\n"));
                    return Exit::Machine;
                }
            }
        }
        outcome.sources.iter().for_each(|source| shown.insert(source.clone()));
    }
    let mut found = in_order(found);
    found.dedup_by(|a, b| a.code == b.code && a.at == b.at && a.message == b.message);
    say(&print::human(&found, &shown, Color::Never));
    let errors = count(&found, Severity::Error);
    if errors > 0 {
        say(&format!("{}\n", print::summary(&found)));
        return Exit::Content;
    }
    say(&format!("checked {pages} files of {sites} sites: no problems found in {}\n", visible(&arguments.name)));
    Exit::Fine
}

/// Gives every option of the theme a value, so that what depends on it is rendered too.
fn set_options(sources: &mut Sources, theme: &str) {
    let path = SrcPath::new(crate::content::SITE);
    let Some(site) = sources.get(&path) else { return };
    let options = crate::render::sample_options(sources, theme, super::specimen::CANARY);
    let text = format!("{}\ntheme_options: {options}\n", site.text());
    sources.insert(Source::from_text(path.as_str(), &text));
}

fn request(specimen: &Specimen, arguments: &Arguments) -> Request {
    let now: Timestamp = super::specimen::NOW.parse().expect("the instant of the specimens is one");
    let preview = Preview { drafts: specimen.is_preview, future: specimen.is_preview };
    Request {
        now,
        preview,
        base_url: arguments.base_url.clone(),
        theme: Some(arguments.name.clone()),
        is_for_readers: false,
    }
}

/// The theme's style sheets that the home page loads: every page should.
fn sheets(ready: &Ready) -> Vec<String> {
    let home = ready.plan().files.iter().find(|page| page.out.as_str() == "index.html");
    let Some(Ok(FileContent::Bytes(bytes))) = home.map(|page| ready.make_anew(page)) else { return Vec::new() };
    let html = String::from_utf8_lossy(&bytes).into_owned();
    let assets = ready.renderer.theme.assets.iter().filter(|asset| asset.name.ends_with(".css"));
    assets.map(|asset| asset.out.as_str().to_owned()).filter(|sheet| html.contains(sheet.as_str())).collect()
}

/// What is wrong with the pages that the templates made, each fault once for each template.
fn looked_at(ready: &Ready, theme: &str) -> Vec<Diagnostic> {
    let made = Made::of(ready.plan(), ready.site());
    let sheets = sheets(ready);
    let mut found: Vec<(String, String, String)> = ready
        .plan()
        .files
        .par_iter()
        .filter(|page| page.out.as_str().ends_with(".html"))
        .flat_map_iter(|page| {
            let Ok(FileContent::Bytes(bytes)) = ready.make_anew(page) else { return Vec::new() };
            let html = String::from_utf8_lossy(&bytes).into_owned();
            let template = page.product.template().unwrap_or("base.html");
            let address = page.out.address().to_string();
            let is_redirect = template == "redirect.html";
            let mut faults = faults(&html, &made, is_redirect);
            for sheet in sheets.iter().filter(|sheet| !is_redirect && !html.contains(sheet.as_str())) {
                let name = sheet.rsplit('/').next().unwrap_or(sheet);
                faults.push(format!("the page lacks the style sheet {name}, which the home page has"));
            }
            faults.into_iter().map(|fault| (fault, template.to_owned(), address.clone())).collect()
        })
        .collect();
    found.sort();
    found.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
    let styles = ready.renderer.theme.assets.iter().filter(|asset| asset.name.ends_with(".css")).flat_map(|asset| {
        let bytes = match ready.renderer.theme.made(&asset.from) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => ready.renderer.sources.get(&asset.from).map_or(String::new(), |source| source.text().to_owned()),
        };
        let faults = style_faults(&bytes, &made).into_iter();
        faults.map(|fault| Complaint::new(BAD_PAGE, fault).help("see themes/README.md").at(Span::whole(&asset.from)))
    });
    let faults = found.into_iter().map(|(fault, template, address)| {
        let own = SrcPath::new(&format!("themes/{theme}/templates/{template}"));
        let path = if ready.renderer.sources.contains(&own) {
            own
        } else {
            SrcPath::new(&format!("themes/{}/templates/{template}", crate::render::DEFAULT))
        };
        Complaint::new(BAD_PAGE, format!("{fault} (on the page `{address}`)"))
            .help("correct this template, the frame it extends or a part that it includes")
            .at(Span::whole(&path))
    });
    styles.chain(faults).collect()
}
