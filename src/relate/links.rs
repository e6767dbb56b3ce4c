//! Where links within the site lead.

use super::{EntryId, Indexed, Listed, Site, Visibility};
use crate::content::{Kind, KindName, Placement, UnresolvedRefs};
use crate::diag::{Complaint, Diagnostic};
use crate::markdown::rules::{BAD_ADDRESS, BAD_DIRECTIVE, BROKEN_LINK};
use crate::markdown::{Directive, LinkTarget, Shape};
use crate::model::Lang;
use crate::relate::rules::{BROKEN_ANCHOR, EMPTY_JOBS, UNPUBLISHED_LINK};
use crate::source::{Address, Hash, Picture, SafeUrl, Spanned, SrcPath};

/// What a link within the site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linked {
    /// The page of an entry, and an anchor on it.
    Page(Address, Option<String>),
    /// An address as written, to be checked against everything the site makes.
    Written(Address, Option<String>),
    /// A file that is published beside the page.
    Beside(SrcPath, Address),
    /// A place on the same page.
    Anchor(String),
}

/// Where a logo, picture or portrait is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetLink {
    Foreign(SafeUrl),
    Own(Linked),
}

impl Site {
    /// Where a link in the text of `from` leads.
    pub fn follow(&self, from: EntryId, target: &LinkTarget) -> Result<Linked, Complaint> {
        follow(&self.index, &self.lists, from, target)
    }

    /// Where a picture named in the fields of an entry is.
    pub fn asset(&self, from: EntryId, written: &Spanned<String>) -> Result<AssetLink, Diagnostic> {
        self.index.asset(from, written)
    }
}

/// Where a link leads; an error for the text of a landing page that is not built.
fn follow(index: &Indexed, lists: &Listed, from: EntryId, target: &LinkTarget) -> Result<Linked, Complaint> {
    if let Shape::Source(path) = &target.shape
        && let Some([only]) = index.by_source.get(path).map(Vec::as_slice)
        && let record = index.record(*only)
        && let Kind::Landing(landing) = &record.kind
        && lists.landing(record).is_none()
    {
        let message = format!("the page `{}` is not built: too few postings are open", landing.path);
        return Err(Complaint::new(BROKEN_LINK, message).help("link to the page of a larger place, or of a tag"));
    }
    index.follow(from, target)
}

impl Indexed {
    /// Where a link in the text of `from` leads, if all landing pages are made.
    pub fn follow(&self, from: EntryId, target: &LinkTarget) -> Result<Linked, Complaint> {
        match &target.shape {
            Shape::Here => {
                let anchor = target.anchor.clone().unwrap_or_default();
                Ok(Linked::Anchor(if anchor.is_empty() { anchor } else { self.anchor(from, &anchor)? }))
            }
            Shape::Address(address) => {
                let address = Address::parse(address).map_err(|fault| {
                    Complaint::new(BROKEN_LINK, format!("`{address}` is not an address on this site: {fault}"))
                })?;
                Ok(Linked::Written(address, target.anchor.clone()))
            }
            Shape::Source(path) => self.follow_source(from, path, target.anchor.as_deref()),
        }
    }

    fn follow_source(&self, from: EntryId, path: &SrcPath, anchor: Option<&str>) -> Result<Linked, Complaint> {
        match self.by_source.get(path).map(Vec::as_slice) {
            Some([only]) => return self.follow_entry(*only, anchor),
            Some(several) => {
                let complaint = Complaint::new(BROKEN_LINK, format!("`{path}` holds several postings"));
                return Err(complaint
                    .help(format!("link the address of the one you mean, such as `{}`", self.address(several[0]))));
            }
            None => {}
        }
        match self.files.get(path) {
            Some(Placement::Beside) => {
                let address = Address::parse(self.address(from).file(path.file_name()).as_str())
                    .map_err(|fault| Complaint::new(BROKEN_LINK, format!("`{path}` can't be published: {fault}")))?;
                Ok(Linked::Beside(path.clone(), address))
            }
            Some(Placement::Static(rest)) => {
                let address = Address::parse(Address::root().file(rest).as_str())
                    .map_err(|fault| Complaint::new(BROKEN_LINK, format!("`{path}` can't be published: {fault}")))?;
                Ok(Linked::Written(address, None))
            }
            // The file's faults are reported; the link is fine.
            _ if self.unread.contains(path) => Ok(Linked::Anchor(String::new())),
            _ => Err(Complaint::new(BROKEN_LINK, format!("there is no file `{path}`"))),
        }
    }

    /// What was surely meant by a path that is not there, as it would be written in `from`.
    fn nearest_source(&self, from: &SrcPath, path: &SrcPath) -> Option<String> {
        let known = || self.by_source.keys().chain(self.files.keys());
        let name = path.file_name();
        let same_name = known().find(|other| other.file_name() == name);
        let near = same_name.or_else(|| {
            let wanted = crate::diag::nearest(
                name,
                known().filter(|other| other.folder() == path.folder()).map(SrcPath::file_name),
            )?;
            known().find(|other| other.folder() == path.folder() && other.file_name() == wanted)
        })?;
        Some(from.relative(near))
    }

    fn follow_entry(&self, id: EntryId, anchor: Option<&str>) -> Result<Linked, Complaint> {
        if self.visibility(id) == Visibility::Unpublished {
            let record = self.record(id);
            let lang = &record.head.lang;
            let address = match record.common().section {
                Some(section) => self.config.section_page(lang, section),
                None => self.config.home(lang),
            };
            return Ok(Linked::Page(address, None));
        }
        let anchor = anchor.map(|anchor| self.anchor(id, anchor)).transpose()?;
        Ok(Linked::Page(self.address(id).clone(), anchor))
    }

    /// The id that an anchor means on an entry's page; ids in employers' texts have a prefix that authors needn't know.
    fn anchor(&self, id: EntryId, anchor: &str) -> Result<String, Complaint> {
        let anchors = || self.record(id).anchors().iter().map(|known| &**known);
        let prefixed = format!("u-{anchor}");
        match anchors().find(|known| *known == anchor || *known == prefixed) {
            Some(known) => Ok(known.to_string()),
            None => {
                let complaint =
                    Complaint::new(BROKEN_ANCHOR, format!("there is no `#{anchor}` on `{}`", self.address(id)));
                Err(complaint.suggest(anchor, anchors()))
            }
        }
    }

    /// Where a picture named in the fields of an entry is.
    pub fn asset(&self, from: EntryId, written: &Spanned<String>) -> Result<AssetLink, Diagnostic> {
        let text = &written.value;
        if text.contains("://") {
            let url = SafeUrl::web(text).map_err(|fault| {
                Complaint::new(BAD_ADDRESS, format!("`{text}` can't be shown: {fault}"))
                    .help("write the whole address, `https://…`")
                    .at(written.span.clone())
            })?;
            return Ok(AssetLink::Foreign(url));
        }
        let shape = if text.starts_with('/') {
            Shape::Address(text.clone())
        } else {
            match self.record(from).head.source.join(text) {
                Some(path) => Shape::Source(path),
                None => {
                    return Err(Complaint::new(BROKEN_LINK, format!("`{text}` leaves the site"))
                        .help("name a file of the site")
                        .at(written.span.clone()));
                }
            }
        };
        let target =
            LinkTarget { shape, query: String::new(), anchor: None, span: written.span.clone(), is_image: true };
        self.follow(from, &target).map(AssetLink::Own).map_err(|complaint| complaint.at(written.span.clone()))
    }

    /// The file behind a link to a picture of the site's own that has a picture's name but not its content.
    pub fn unread_picture(&self, linked: &Linked) -> Option<SrcPath> {
        let path = file_behind(linked)?;
        let is_one = matches!(path.extension().as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif" | "svg");
        (is_one && self.files.contains_key(&path) && !self.pictures.contains_key(&path)).then_some(path)
    }

    /// The file behind a link to a picture of the site's own, its hash and what is known of it.
    pub fn own_picture(&self, linked: &Linked) -> Option<(&SrcPath, Hash, Picture)> {
        let path = file_behind(linked)?;
        self.pictures.get_key_value(&path).map(|(path, (hash, picture))| (path, *hash, *picture))
    }

    /// The picture that an entry's fields name: a logo, a portrait, an article's image.
    pub fn picture(&self, id: EntryId) -> Option<&Spanned<String>> {
        self.record(id).common().picture
    }

    /// The picture across the head of its page, where the other one is small.
    pub fn cover(&self, id: EntryId) -> Option<&Spanned<String>> {
        self.record(id).common().cover
    }

    /// Every picture that its fields name.
    pub fn pictures_of(&self, id: EntryId) -> impl Iterator<Item = &Spanned<String>> {
        let common = self.record(id).common();
        common.picture.into_iter().chain(common.cover)
    }
}

/// So many broken links get a suggestion: looking for what was meant takes time, and a site with thousands of them has another trouble.
const SUGGESTIONS: usize = 100;

/// Reports every link that leads nowhere. Written addresses are checked when it is known what the site makes.
pub fn check(index: &Indexed, lists: &Listed, unresolved: &[UnresolvedRefs], diagnostics: &mut Vec<Diagnostic>) {
    let mut suggestions = SUGGESTIONS;
    for id in index.ids() {
        check_links(index, lists, id, &mut suggestions, diagnostics);
        let record = index.record(id);
        for directive in &record.text.directives {
            let complaints = check_directive(index, &record.head.lang, directive);
            diagnostics.extend(complaints.into_iter().map(|complaint| complaint.at(directive.span.clone())));
        }
        diagnostics.extend(index.pictures_of(id).filter_map(|picture| index.asset(id, picture).err()));
    }
    for unresolved in unresolved {
        for target in &unresolved.links {
            let Shape::Source(path) = &target.shape else { continue };
            if !index.by_source.contains_key(path) && !index.files.contains_key(path) && !index.unread.contains(path) {
                let complaint = Complaint::new(BROKEN_LINK, format!("there is no file `{path}`"));
                diagnostics.push(complaint.help(remedy(index, &unresolved.source, path)).at(target.span.clone()));
            }
        }
    }
}

fn check_links(
    index: &Indexed,
    lists: &Listed,
    id: EntryId,
    suggestions: &mut usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let record = index.record(id);
    for target in &record.text.links {
        if let Err(mut complaint) = follow(index, lists, id, target) {
            if let (Shape::Source(path), BROKEN_LINK, None, 1..) =
                (&target.shape, complaint.code, &complaint.help, *suggestions)
            {
                *suggestions -= 1;
                complaint = complaint.help(remedy(index, &record.head.source, path));
            }
            diagnostics.push(complaint.at(target.span.clone()));
        }
        if let Shape::Source(path) = &target.shape
            && let Some([only]) = index.by_source.get(path).map(Vec::as_slice)
            && index.visibility(*only) == Visibility::Unpublished
            && index.visibility(id) != Visibility::Unpublished
        {
            let message = format!("`{path}` is not published; the link goes to its section");
            let complaint = Complaint::new(UNPUBLISHED_LINK, message).help("publish it, or remove the link");
            diagnostics.push(complaint.at(target.span.clone()));
        }
    }
}

/// What a directive names that the site doesn't have: a company, a place, a tag.
fn check_directive(index: &Indexed, lang: &Lang, directive: &Directive) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    if let Some(company) = directive.text("company") {
        let known: Vec<&str> =
            index.ids_of(KindName::Company).map(|id| index.record(id).head.slug.value.as_str()).collect();
        if !known.contains(&company) {
            let complaint = Complaint::new(BAD_DIRECTIVE, format!("there is no company `{company}`"));
            complaints.push(complaint.suggest(company, known));
        }
    }
    if let Some(place) = directive.text("place") {
        let is_at = |id: EntryId| index.record(id).job().is_some_and(|job| job.is_at(place, lang));
        if !index.ids_of(KindName::Job).any(is_at) {
            let complaint = Complaint::new(EMPTY_JOBS, format!("no open posting matches `{place}`"));
            let help = "write a city, a region or a country as postings have it: `Zaragoza`, `Zaragoza, Spain`, `ES`";
            complaints.push(complaint.help(help));
        }
    }
    let tags = directive.text("tags").unwrap_or_default().split(',').map(str::trim);
    if let Some(tag) = tags.filter(|tag| !tag.is_empty()).find(|tag| index.tags.named(tag).is_none()) {
        let complaint = Complaint::new(EMPTY_JOBS, format!("nothing on the site has the tag `{tag}`"));
        complaints.push(complaint.suggest(tag, index.tags.iter().map(|(_, tag)| tag.slug.as_str())));
    }
    complaints
}

fn file_behind(linked: &Linked) -> Option<SrcPath> {
    match linked {
        Linked::Beside(path, _) => Some(path.clone()),
        Linked::Written(address, _) => Some(SrcPath::new(&format!("content/static{address}"))),
        Linked::Page(..) | Linked::Anchor(_) => None,
    }
}

/// What to do about a link to a file that is not there.
fn remedy(index: &Indexed, from: &SrcPath, path: &SrcPath) -> String {
    match index.nearest_source(from, path) {
        Some(near) => format!("did you mean `{near}`?"),
        None if path.file_name().starts_with("www.") => format!("write `https://{}`", path.file_name()),
        None => "correct the path; it is read from this file's own folder".to_owned(),
    }
}
