//! A theme's files to templates, words, options and assets.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use tera::{Context, Tera, Value};

use super::components;
use super::contract::DEFAULT;
use super::engines::{Engines, add_templates, engine};
use super::functions::AssetPlaces;
use super::options::{Options, options};
use super::template_fault::template_fault;
use super::template_text;
use crate::content::Config;
use crate::diag::{Complaint, Diagnostic};
use crate::locale::rules::{BAD_THEME, MISSING_WORDS};
use crate::locale::{DateStyle, Strings};
use crate::model::Lang;
use crate::render::rules::{MISSING_THEME, NO_PLACE_IN_THEME};
use crate::source::{Content, Hash, OutPath, Source, Sources, Span, SrcPath};

/// A file of the theme and its fingerprinted place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub out: OutPath,
    /// As templates call it: `style.css`.
    pub name: String,
    pub from: SrcPath,
}

/// A theme, ready to render.
pub struct Theme {
    engines: Engines,
    pub strings: Arc<BTreeMap<Lang, Strings>>,
    pub assets: Vec<Asset>,
    pub options: Options,
    /// Assets that were made from templates, by the path of the template.
    made: BTreeMap<SrcPath, Arc<[u8]>>,
    /// The names in all templates.
    asked_for: HashSet<String>,
    /// The templates there are.
    templates: BTreeSet<String>,
    /// Whether what a component makes of its parameters alone is the same on every page.
    can_share_parts: bool,
    name: String,
}

/// Loads the theme that the site names: its own files first, the default theme's behind them.
pub fn load(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let name = config.theme.value.clone();
    let own = format!("themes/{name}/");
    let fallback = format!("themes/{DEFAULT}/");
    let is_there = name == DEFAULT || (!name.contains(['/', '\\', '.']) && sources.under(&own).next().is_some());
    if !is_there {
        let known: Vec<String> = themes(sources);
        let complaint = Complaint::new(MISSING_THEME, format!("there is no theme `{name}`"));
        diagnostics.push(complaint.suggest(&name, known.iter().map(String::as_str)).at(config.theme.span.clone()));
        return None;
    }
    let files = |folder: &str| -> BTreeMap<String, &Source> {
        let mut files = BTreeMap::new();
        for root in [&fallback, &own] {
            let under = format!("{root}{folder}/");
            for source in sources.under(&under) {
                if let Some(rest) = source.path.as_str().strip_prefix(&under) {
                    // A file takes the place of the template that would make it, and the other way round.
                    match rest.strip_suffix(TEMPLATE_SUFFIX) {
                        Some(plain) => files.remove(plain),
                        None => files.remove(&format!("{rest}{TEMPLATE_SUFFIX}")),
                    };
                    files.insert(rest.to_owned(), source);
                }
            }
        }
        files
    };
    super::unused::unused(sources, &own, config, diagnostics);
    let before = diagnostics.len();
    let options = options(sources, config, &own, &fallback, diagnostics);
    let strings = Arc::new(strings(config, &options, &own, &fallback, sources, diagnostics));
    let statics = files("static");
    let plain = statics.iter().filter(|(name, _)| !name.ends_with(TEMPLATE_SUFFIX));
    let plain =
        assets(&plain.map(|(name, source)| (name.clone(), *source)).collect(), &BTreeMap::new(), &mut Vec::new());
    let made = made_assets(&statics, (&options, config, &name), &plain, sources, diagnostics);
    let assets = assets(&statics, &made, diagnostics);
    let places = places(&assets, config);
    let bare = engine(&strings, &places);
    let (mut engine, mut plain) = (bare.clone(), bare.clone());
    let texts = add_templates(&mut engine, sources, (&own, &fallback), &name, diagnostics);
    if own != fallback {
        add_templates(&mut plain, sources, (&fallback, &fallback), DEFAULT, &mut Vec::new());
        components::check(sources, (&own, &fallback), (&engine, &plain), diagnostics);
    }
    if diagnostics[before..].iter().any(|diagnostic| diagnostic.severity() == crate::diag::Severity::Error) {
        return None;
    }
    let asked_for = template_text::names(&effective(sources, &own, &fallback));
    let templates = files("templates").into_keys().collect();
    let can_share_parts = components::need_what_they_take(&engine);
    let engines = Engines::new(engine, bare, texts, strings.clone(), places);
    let theme = Theme { engines, asked_for, templates, can_share_parts, strings, assets, options, made, name };
    diagnostics.extend(theme.lost_additions(config));
    Some(theme)
}

/// The names of the themes there are.
fn themes(sources: &Sources) -> Vec<String> {
    let mut names: Vec<String> = sources
        .under("themes/")
        .filter_map(|source| source.path.as_str().split('/').nth(1))
        .filter(|name| !name.contains('.'))
        .map(str::to_owned)
        .collect();
    names.dedup();
    names
}

fn strings(
    config: &Config,
    options: &Options,
    own: &str,
    fallback: &str,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Lang, Strings> {
    let built_in: Vec<Source> = super::built_in().collect();
    let mut all = BTreeMap::new();
    for (lang, _) in &config.languages {
        // From the least to the most particular: English, then the language, each from the binary, from the default theme and from the own one.
        let mut tables: Vec<&Source> = Vec::new();
        for tag in ["en", lang.primary(), lang.as_str()] {
            let path = SrcPath::new(&format!("themes/{DEFAULT}/i18n/{tag}.yaml"));
            let is_replaced = sources.get(&path).is_some_and(|table| built_in.iter().all(|own| own.hash != table.hash));
            let is_new = |table: &&Source| !tables.iter().any(|known| known.hash == table.hash);
            if let Some(table) = built_in.iter().find(|table| table.path == path).filter(|_| is_replaced).filter(is_new)
            {
                tables.push(table);
            }
            for root in [fallback, own] {
                let path = SrcPath::new(&format!("{root}i18n/{tag}.yaml"));
                if let Some(table) =
                    sources.get(&path).filter(|table| !tables.iter().any(|known| known.hash == table.hash))
                {
                    tables.push(table);
                }
            }
        }
        let style = options.text(lang, "date_style").and_then(DateStyle::named).unwrap_or_default();
        let strings = Strings::read(lang, style, &tables, diagnostics);
        if !strings.has_own {
            let complaint = Complaint::new(MISSING_WORDS, format!("the theme has no words in `{lang}`"));
            let help = format!(
                "add themes/{}/i18n/{}.yaml; until then its pages say them in English",
                config.theme.value,
                lang.primary()
            );
            diagnostics.push(complaint.help(help).at(Span::whole(&SrcPath::new(crate::content::SITE))));
        } else if let (Some(first), Some(table)) = (strings.missing.first(), tables.last()) {
            let message = match strings.missing.len() {
                1 => format!("the word `{first}` is missing in `{lang}`"),
                count => format!("{count} words are missing in `{lang}`, such as `{first}`"),
            };
            let help = "add them; until then its pages say them in English";
            diagnostics.push(Complaint::new(MISSING_WORDS, message).help(help).at(Span::whole(&table.path)));
        }
        all.insert(lang.clone(), strings);
    }
    all
}

/// What the files of static/ whose names end in `.tera` make of the options, each made once.
fn made_assets(
    files: &BTreeMap<String, &Source>,
    (options, config, theme): (&Options, &Config, &str),
    plain: &[Asset],
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SrcPath, Arc<[u8]>> {
    let mut made = BTreeMap::new();
    let mut context = Context::new();
    context.insert_value("options", Value::from_serializable(&options.values.get(&config.main)));
    for (name, source) in files {
        if let Some(bytes) = super::built_in::font_bytes(source) {
            made.insert(source.path.clone(), Arc::from(bytes));
        }
        let Content::Text(text) = &source.content else { continue };
        if !name.ends_with(TEMPLATE_SUFFIX) {
            continue;
        }
        let mut engine = Tera::default();
        engine.register_function("asset", AssetPlaces { places: places(plain, config) });
        let path = source.path.as_str();
        let rendered = engine.add_raw_template(path, text).and_then(|()| engine.render(path, &context));
        match rendered {
            Ok(text) => {
                made.insert(source.path.clone(), Arc::from(text.into_bytes()));
            }
            Err(error) => diagnostics.push(template_fault(&error, theme, sources).0),
        }
    }
    made
}

/// The last part of a file's name in static/ that is made from the options.
const TEMPLATE_SUFFIX: &str = ".tera";

fn assets(
    files: &BTreeMap<String, &Source>,
    made: &BTreeMap<SrcPath, Arc<[u8]>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Asset> {
    let mut assets = Vec::new();
    for (name, source) in files {
        if matches!(source.content, Content::Irregular { .. }) {
            continue;
        }
        let hash = made.get(&source.path).map_or(source.hash, |bytes| Hash::of(bytes));
        let name = name.strip_suffix(TEMPLATE_SUFFIX).unwrap_or(name).to_owned();
        let (folder, file) = name.rsplit_once('/').map_or(("", name.as_str()), |(folder, file)| (folder, file));
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "bin"));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        match OutPath::new(&format!("assets/{folder}{stem}.{}.{extension}", hash.short())) {
            Ok(out) => assets.push(Asset { out, name, from: source.path.clone() }),
            Err(fault) => {
                let complaint = Complaint::new(BAD_THEME, format!("the asset `{name}` can't be published: {fault}"))
                    .help("rename the file");
                diagnostics.push(complaint.at(Span::whole(&source.path)));
            }
        }
    }
    assets
}

/// Where assets are, by their names.
fn places(assets: &[Asset], config: &Config) -> BTreeMap<String, String> {
    let base = config.base_url.base_path();
    let place = |asset: &Asset| format!("{base}{}", crate::source::percent_encode(asset.out.as_str()));
    assets.iter().map(|asset| (asset.name.clone(), place(asset))).collect()
}

/// The name under which a template sees its whole context.
const WHOLE_CONTEXT: &str = "__tera_context";

/// The texts of the templates that pages may be made with: a theme's own, and the default theme's that they don't replace, or all where they extend those by name.
fn effective<'a>(sources: &'a Sources, own: &str, fallback: &str) -> Vec<&'a str> {
    let texts = |root: &str| -> BTreeMap<String, &'a str> {
        let under = format!("{root}templates/");
        let name = |source: &Source| source.path.as_str().strip_prefix(&under).map(str::to_owned);
        sources.under(&under).filter_map(|source| Some((name(source)?, source.text()))).collect()
    };
    let (mut all, theirs) = (texts(own), texts(fallback));
    let extends = all.values().any(|text| text.contains("builtin/"));
    let mut replaced = Vec::new();
    for (name, text) in theirs {
        match all.contains_key(&name) {
            // Its components can still be called.
            true if extends || !template_text::components(text).is_empty() => replaced.push(text),
            true => {}
            false => drop(all.insert(name, text)),
        }
    }
    all.into_values().chain(replaced).collect()
}

impl Theme {
    /// The bytes of an asset that was made from a template.
    pub fn made(&self, path: &SrcPath) -> Option<&[u8]> {
        self.made.get(path).map(|bytes| &**bytes)
    }

    /// The SVG that the site's icons are drawn from: the site's own, else the theme's.
    pub fn icon(&self, sources: &Sources) -> Option<(SrcPath, Hash)> {
        let own = SrcPath::new("content/static/icon.svg");
        if let Some(source) = sources.get(&own).filter(|source| source.picture().is_some()) {
            return Some((own, source.hash));
        }
        let path = self.asset("icon.svg")?.from.clone();
        let hash = sources.get(&path)?.hash;
        Some((path, hash))
    }

    /// The file of static/ with this name.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.name == name)
    }

    /// Renders a page. A fault names the template's place; the caller adds the page.
    pub fn render(&self, template: &str, context: &Context, sources: &Sources) -> Result<String, Box<Diagnostic>> {
        self.engines.render(template, context).map_err(|error| Box::new(template_fault(&error, &self.name, sources).0))
    }

    /// Whether there is a template of this name.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains(name)
    }

    /// The names of the templates there are.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        self.templates.iter().map(String::as_str)
    }

    /// What site.yaml adds to the pages and no template prints.
    fn lost_additions(&self, config: &Config) -> Vec<Diagnostic> {
        let missing = config.additions.printed().into_iter().filter(|(_, name)| !self.asks_for(name));
        let told = missing.map(|(field, name)| {
            let complaint = Complaint::new(NO_PLACE_IN_THEME, format!("the theme has no place for `{field}`"));
            let file = if field == "comments" { "article.html" } else { "base.html" };
            let help = format!("print `site.{name}` in its {file}, as the default theme does");
            complaint.help(help).at(config.theme.span.clone())
        });
        told.collect()
    }

    /// Whether a template may print what has this name.
    pub fn asks_for(&self, name: &str) -> bool {
        self.asked_for.contains(name) || self.asked_for.contains(WHOLE_CONTEXT)
    }

    /// What a component makes of one value, where that is the same on every page of a language: `None` where it needs more than the value, `lang` and `site`.
    pub fn part(&self, name: &str, (parameter, value): (&str, &Value), site: Value, lang: &Lang) -> Option<String> {
        if !self.can_share_parts {
            return None;
        }
        let (mut given, mut around) = (Context::new(), Context::new());
        given.insert_value(parameter.to_owned(), value.clone());
        around.insert_value("lang", Value::from(lang.as_str()));
        around.insert_value("site", site);
        self.engines.of(lang).render_component_with_implicits(name, &given, &around, None, true).ok()
    }

    pub fn strings(&self, lang: &Lang) -> &Strings {
        self.strings
            .get(lang)
            .or_else(|| self.strings.values().next())
            .expect("every language of the site has its words")
    }
}
