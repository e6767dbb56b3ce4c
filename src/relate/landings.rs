//! Landing pages: the open postings of a place, of remote work from a country, of a level, of a kind of contract; alone and crossed with a skill.
//!
//! A page is made in a language where at least `landing_minimum` postings of that language are open; a thinner one is neither made nor linked.
//! A skill alone has its tag page, a company its own.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::place_index::{City, PlaceIndex, PlaceKey};
use super::{EntryId, Indexed, Lists, TagId, Tags};
use crate::content::{Employment, Job, Kind, KindName, Level, Workplace};
use crate::model::{Country, Lang, Region};

/// The place of a landing page in [`LandingPages`]; ordered by path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LandingId(u32);

impl LandingId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the postings of a landing page share, a skill aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Place(PlaceKey),
    /// Remote work from a country.
    Remote(Country),
    Level(Level),
    Employment(Employment),
}

impl Facet {
    fn path(&self) -> String {
        match self {
            Facet::Place(place_key) => format!("place/{}", place_key.path()),
            Facet::Remote(country) => format!("remote/{}", country.code().to_lowercase()),
            Facet::Level(level) => format!("level/{}", level.as_str()),
            Facet::Employment(employment) => format!("employment/{}", employment.as_str()),
        }
    }

    /// The field and the value by which a search is narrowed to it: `place` and `es-zaragoza`.
    pub fn field(&self) -> (&'static str, String) {
        match self {
            Facet::Place(place_key) => {
                let name = match place_key {
                    PlaceKey::Country(_) => "country",
                    PlaceKey::Region(..) => "region",
                    PlaceKey::City(..) => "place",
                };
                (name, place_key.path().replace('/', "-"))
            }
            Facet::Remote(country) => ("remote", country.code().to_lowercase()),
            Facet::Level(level) => ("level", level.as_str().to_owned()),
            Facet::Employment(employment) => ("employment", employment.as_str().to_owned()),
        }
    }

    /// `place`, `remote`, `level` or `employment`.
    pub fn kind(&self) -> &'static str {
        match self {
            Facet::Place(_) => "place",
            Facet::Remote(_) => "remote",
            Facet::Level(_) => "level",
            Facet::Employment(_) => "employment",
        }
    }
}

/// A landing page.
#[derive(Debug)]
pub struct LandingPage {
    pub skill: Option<TagId>,
    pub facet: Facet,
    /// What follows the section in its address: `skill/rust/place/es`.
    pub path: String,
    /// Its open postings in each language in which it is made: the language's own first, each in the order of lists.
    pub lists: BTreeMap<Lang, Vec<EntryId>>,
    /// Its texts, by language.
    pub texts: BTreeMap<Lang, EntryId>,
    /// The broader page with the same postings as a crossed one, by language: its canonical page.
    pub same_as: BTreeMap<Lang, Wider>,
}

/// What a crossed landing page is crossed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wider {
    /// The page of the place, of remote work, of the level.
    Facet(LandingId),
    /// The skill's tag page.
    Skill(TagId),
}

/// Pages that a crossed landing page has at most: the newest postings. What it crosses, the tag and the place, shows all.
const CROSSED_PAGES: usize = 1;

impl LandingPage {
    /// The number of pages that its list of `len` postings takes.
    pub fn page_count(&self, len: usize, per_page: usize) -> usize {
        let pages = len.div_ceil(per_page).max(1);
        if self.skill.is_some() { pages.min(CROSSED_PAGES) } else { pages }
    }
}

/// Every landing page that is made, and why others are not.
#[derive(Debug, Default)]
pub struct LandingPages {
    all: Vec<LandingPage>,
    by_path: HashMap<String, LandingId>,
    /// Crossed pages of a skill.
    of_skill: HashMap<TagId, Vec<LandingId>>,
    /// Crossed pages of a facet.
    of_facet: HashMap<Facet, Vec<LandingId>>,
    /// Regions and cities of a country, by skill.
    within: HashMap<(Option<TagId>, Country), Vec<LandingId>>,
    /// The names of cities, by country and slug.
    cities: BTreeMap<(Country, String), City>,
    /// How many pages are thinner than the minimum, by language.
    pub thin: BTreeMap<Lang, usize>,
    /// Crossed pages that are not made because the site has as many as it allows.
    pub left_out: usize,
    /// The open postings of paths that are not made, for those who wrote an introduction.
    counts: HashMap<String, usize>,
}

impl LandingPages {
    pub fn iter(&self) -> impl Iterator<Item = (LandingId, &LandingPage)> {
        self.all.iter().enumerate().map(|(i, landing)| (LandingId(i as u32), landing))
    }

    pub fn get(&self, id: LandingId) -> &LandingPage {
        &self.all[id.index()]
    }

    pub fn at(&self, path: &str) -> Option<LandingId> {
        self.by_path.get(path).copied()
    }

    /// The page of a facet, alone or crossed.
    pub fn of(&self, skill: Option<TagId>, facet: &Facet, tags: &Tags) -> Option<LandingId> {
        self.at(&path(skill, facet, tags))
    }

    pub fn of_skill(&self, skill: TagId) -> &[LandingId] {
        self.of_skill.get(&skill).map_or(&[], Vec::as_slice)
    }

    pub fn of_facet(&self, facet: &Facet) -> &[LandingId] {
        self.of_facet.get(facet).map_or(&[], Vec::as_slice)
    }

    /// The regions and cities of a country.
    pub fn within(&self, skill: Option<TagId>, country: Country) -> &[LandingId] {
        self.within.get(&(skill, country)).map_or(&[], Vec::as_slice)
    }

    /// The pages of a facet alone.
    pub fn singles(&self) -> impl Iterator<Item = (LandingId, &LandingPage)> {
        self.iter().filter(|(_, landing)| landing.skill.is_none())
    }

    /// How many open postings a path has that is not made.
    pub fn count_at(&self, path: &str) -> usize {
        self.counts.get(path).copied().unwrap_or(0)
    }

    /// Every path that has a posting at all.
    pub fn paths(&self) -> BTreeSet<&str> {
        self.counts.keys().chain(self.by_path.keys()).map(String::as_str).collect()
    }

    /// What a place is called in a language.
    pub fn name(&self, place_key: &PlaceKey, lang: &Lang) -> String {
        match place_key {
            PlaceKey::Country(country) => country.name(lang),
            PlaceKey::Region(country, suffix) => {
                Region::find(*country, suffix).map_or_else(|| suffix.clone(), |region| region.name().to_owned())
            }
            PlaceKey::City(_, slug) => self.town(place_key).unwrap_or_else(|| slug.clone()),
        }
    }

    /// A city's name, as most postings write it.
    pub fn town(&self, place_key: &PlaceKey) -> Option<String> {
        let PlaceKey::City(country, slug) = place_key else { return None };
        self.cities.get(&(*country, slug.clone())).map(City::name)
    }

    /// The region that a city lies in, where postings agree.
    pub fn region_of(&self, place_key: &PlaceKey) -> Option<PlaceKey> {
        let PlaceKey::City(country, slug) = place_key else { return None };
        let region = self.cities.get(&(*country, slug.clone()))?.region.clone()?;
        Some(PlaceKey::Region(*country, region))
    }
}

fn path(skill: Option<TagId>, facet: &Facet, tags: &Tags) -> String {
    match skill {
        Some(skill) => format!("skill/{}/{}", tags.get(skill).slug, facet.path()),
        None => facet.path(),
    }
}

/// A posting is on crossed pages of so many of its skills and places, the first ones: each skill meets each place, and anybody may write both.
const CROSSED_SKILLS: usize = 12;
const CROSSED_PLACES: usize = 10;

/// Crossed pages that a site has at most: so many, and so many more for each open posting. More say little that the others don't, and search engines
/// take them for doorways ("multiple pages … funneling users", Google's spam policies, read in November 2026).
const CROSSED_LEAST: usize = 100;
const CROSSED_EACH: usize = 4;
/// Open postings for each of which there is one, where the site says nothing.
const OPEN_EACH: usize = 6;

/// A posting open to the whole of a union says little about each of its countries; with so many it opens no crossed page.
const FEW_COUNTRIES: usize = 10;

/// The facets of a posting, each once.
pub fn facets(job: &Job, place_index: &PlaceIndex) -> BTreeSet<Facet> {
    let mut found = BTreeSet::new();
    found.extend(job.places.iter().flat_map(|place| place_index.at(place)).cloned().map(Facet::Place));
    if job.workplace == Some(Workplace::Remote) {
        let own = job.applicants.iter().map(|area| area.country());
        let countries: Vec<Country> = if job.applicants.is_empty() {
            job.places.iter().map(|place| place.country).collect()
        } else {
            own.collect()
        };
        found.extend(countries.into_iter().map(Facet::Remote));
    }
    found.extend(job.level.map(Facet::Level));
    found.extend(job.employment.iter().map(|employment| Facet::Employment(*employment)));
    found
}

/// Every landing page of the site.
pub fn landings(index: &Indexed, by_language: &BTreeMap<Lang, Lists>, place_index: &PlaceIndex) -> LandingPages {
    let mut made: BTreeMap<String, LandingPage> = BTreeMap::new();
    let mut landings = LandingPages::default();
    let crossed = crossed_countries(index);
    for (lang, lists) in by_language {
        let groups = groups(index, lists, place_index, &crossed);
        let mut thin = 0;
        for ((skill, facet), jobs) in groups {
            let own = index.own_count(lang, &jobs);
            let path = path(skill, &facet, &index.tags);
            if own < index.config.landing_minimum {
                thin += usize::from(own > 0);
                let count = landings.counts.entry(path).or_default();
                *count = own.max(*count);
                continue;
            }
            let landing = made.entry(path.clone()).or_insert_with(|| LandingPage {
                skill,
                facet,
                path,
                lists: BTreeMap::new(),
                texts: BTreeMap::new(),
                same_as: BTreeMap::new(),
            });
            landing.lists.insert(lang.clone(), jobs);
        }
        landings.thin.insert(lang.clone(), thin);
    }
    let open = index.listed(KindName::Job).count();
    let wanted = index.config.landing_limit.unwrap_or(CROSSED_LEAST + open / OPEN_EACH);
    let most = wanted.min(CROSSED_LEAST + CROSSED_EACH * open);
    landings.left_out = leave_out(&mut made, most);
    for id in index.ids_of(KindName::Landing) {
        let record = index.record(id);
        if let Kind::Landing(text) = &record.kind
            && let Some(landing) = made.get_mut(&text.path)
        {
            landing.texts.insert(record.head.lang.clone(), id);
        }
    }
    landings.cities = place_index.cities.clone();
    landings.all = made.into_values().collect();
    for (i, landing) in landings.all.iter().enumerate() {
        let id = LandingId(i as u32);
        landings.by_path.insert(landing.path.clone(), id);
        if let Some(skill) = landing.skill {
            landings.of_skill.entry(skill).or_default().push(id);
            landings.of_facet.entry(landing.facet.clone()).or_default().push(id);
        }
        if let Facet::Place(place_key @ (PlaceKey::Region(..) | PlaceKey::City(..))) = &landing.facet {
            landings.within.entry((landing.skill, place_key.country())).or_default().push(id);
        }
    }
    let same: Vec<BTreeMap<Lang, Wider>> =
        landings.all.iter().map(|landing| same_as(index, by_language, &landings, landing)).collect();
    for (landing, same) in landings.all.iter_mut().zip(same) {
        landing.same_as = same;
    }
    let sizes: Vec<usize> =
        landings.all.iter().map(|landing| landing.lists.values().map(Vec::len).max().unwrap_or(0)).collect();
    let groups =
        landings.of_skill.values_mut().chain(landings.of_facet.values_mut()).chain(landings.within.values_mut());
    for group in groups {
        group.sort_by_key(|id| (Reverse(sizes[id.index()]), *id));
    }
    landings
}

/// Takes away the crossed pages with the fewest postings until there are no more than `most`; says how many went.
fn leave_out(made: &mut BTreeMap<String, LandingPage>, most: usize) -> usize {
    let size = |landing: &LandingPage| landing.lists.values().map(Vec::len).max().unwrap_or(0);
    let crossed = made.values().filter(|landing| landing.skill.is_some());
    let mut crossed: Vec<(Reverse<usize>, String)> =
        crossed.map(|landing| (Reverse(size(landing)), landing.path.clone())).collect();
    crossed.sort();
    let left_out = crossed.split_off(most.min(crossed.len()));
    for (_, path) in &left_out {
        made.remove(path);
    }
    left_out.len()
}

/// The broader page that a crossed page repeats, by language; a page with a text of its own repeats none.
fn same_as(
    index: &Indexed,
    by_language: &BTreeMap<Lang, Lists>,
    landings: &LandingPages,
    landing: &LandingPage,
) -> BTreeMap<Lang, Wider> {
    let Some(skill) = landing.skill else { return BTreeMap::new() };
    let single = landings.of(None, &landing.facet, &index.tags);
    let wider = |lang: &Lang, jobs: &Vec<EntryId>| {
        if landing.texts.contains_key(lang) {
            return None;
        }
        if let Some(id) = single.filter(|id| landings.get(*id).lists.get(lang) == Some(jobs)) {
            return Some(Wider::Facet(id));
        }
        let of_skill = by_language.get(lang).and_then(|lists| lists.by_tag.get(&skill)).map(|listed| &listed.jobs);
        (of_skill == Some(jobs)).then_some(Wider::Skill(skill))
    };
    landing.lists.iter().filter_map(|(lang, jobs)| Some((lang.clone(), wider(lang, jobs)?))).collect()
}

/// The countries whose remote work is crossed with skills: those with a place of work, and those that a posting names among few.
fn crossed_countries(index: &Indexed) -> BTreeSet<Country> {
    let jobs = || index.listed(KindName::Job).filter_map(|id| index.record(id).job());
    let places = jobs().flat_map(|job| job.places.iter().map(|place| place.country));
    let few = jobs().filter(|job| job.applicants.len() <= FEW_COUNTRIES);
    places.chain(few.flat_map(|job| job.applicants.iter().map(|area| area.country()))).collect()
}

type Groups = Vec<((Option<TagId>, Facet), Vec<EntryId>)>;

/// The open postings of each facet, alone and crossed, in the order of the list.
fn groups(index: &Indexed, lists: &Lists, place_index: &PlaceIndex, crossed: &BTreeSet<Country>) -> Groups {
    let mut numbers: HashMap<Facet, usize> = HashMap::new();
    let mut groups: HashMap<(Option<TagId>, usize), Vec<EntryId>> = HashMap::new();
    for id in &lists.jobs {
        let Some(job) = index.record(*id).job() else { continue };
        let near: BTreeSet<&PlaceKey> =
            job.places.iter().take(CROSSED_PLACES).flat_map(|place| place_index.at(place)).collect();
        for facet in facets(job, place_index) {
            let is_crossed = match &facet {
                Facet::Remote(country) => crossed.contains(country),
                Facet::Employment(_) => false,
                Facet::Place(place_key) => near.contains(place_key),
                Facet::Level(_) => true,
            };
            let next = numbers.len();
            let number = *numbers.entry(facet).or_insert(next);
            for skill in index.tags.skills(*id).iter().take(CROSSED_SKILLS).filter(|_| is_crossed) {
                groups.entry((Some(*skill), number)).or_default().push(*id);
            }
            groups.entry((None, number)).or_default().push(*id);
        }
    }
    let mut facets: Vec<(usize, Facet)> = numbers.into_iter().map(|(facet, number)| (number, facet)).collect();
    facets.sort_by_key(|(number, _)| *number);
    groups.into_iter().map(|((skill, number), jobs)| ((skill, facets[number].1.clone()), jobs)).collect()
}
