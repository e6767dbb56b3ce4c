//! What every page knows of the site: its title, its menu, the addresses of its sections.

use super::Renderer;
use super::views::{Link, MenuLink, SiteView};
use crate::content::{Kind, MenuItem, OwnKind, Section};
use crate::model::Lang;
use crate::search::SearchFile;
use crate::source::Address;

/// The file of a language's web app manifest, beside its home page.
pub const MANIFEST: &str = "site.webmanifest";

/// Where a file of a language's search index lies.
pub fn search_address(lang: &Lang, file: SearchFile) -> Address {
    Address::root().below("search").below(lang.as_str()).file(&file.name())
}

impl Renderer {
    pub fn site_view(&self, lang: &Lang) -> SiteView {
        let config = &self.site.config;
        let texts = config.texts(lang);
        let section = |section: Section| self.href(&config.section_page(lang, section));
        let home = config.home(lang);
        let url = self.href(&home);
        let strings = self.theme.strings(lang);
        let menu = match config.menu.get(lang) {
            Some(items) => items.iter().map(|item| self.menu_link(item)).collect(),
            None => {
                let mut menu: Vec<Link> = [Section::Jobs, Section::Articles, Section::Companies, Section::Tags]
                    .into_iter()
                    .map(|name| Link { title: strings.plain(name.as_str()), url: section(name) })
                    .collect();
                let own = config.kinds.iter().filter(|kind| kind.is_in_menu);
                menu.extend(own.map(|kind| self.kind_link(kind, lang)));
                let mut pages: Vec<(i32, Link)> =
                    self.pages_of(lang).into_iter().filter_map(|(place, link)| Some((place?, link))).collect();
                pages.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.title.cmp(&b.1.title)));
                menu.extend(pages.into_iter().map(|(_, link)| link));
                menu.into_iter()
                    .map(|link| MenuLink { title: link.title, url: Some(link.url), items: Vec::new() })
                    .collect()
            }
        };
        let footer = self.pages_of(lang).into_iter().map(|(_, link)| link).collect();
        SiteView {
            title: texts.title.clone(),
            description: texts.description.clone(),
            base_url: self.whole(&url),
            url,
            jobs_url: section(Section::Jobs),
            articles_url: section(Section::Articles),
            companies_url: section(Section::Companies),
            authors_url: section(Section::Authors),
            tags_url: section(Section::Tags),
            archive_url: section(Section::Archive),
            search_url: section(Section::Search),
            saved_url: self.site.config.saved_jobs.then(|| section(Section::Saved)),
            landings_url: self.site.lists.has_landings(lang).then(|| section(Section::Landings)),
            salaries_url: self.site.lists.has_salaries(lang).then(|| section(Section::Salaries)),
            search_index: self.href(&search_address(lang, SearchFile::Manifest)),
            manifest: self.href(&home.file(MANIFEST)),
            icon: self.icon_addresses().map(|(svg, _)| svg),
            touch_icon: self.icon_addresses().map(|(_, png)| png),
            menu,
            footer,
            options: self.theme.options.values.get(lang).cloned().unwrap_or_default(),
            verification: self.verification(),
            newsletter_form: self.newsletter(),
            giscus: self.comments(lang),
        }
    }

    /// The list of a kind of the site's own.
    pub fn kind_link(&self, kind: &OwnKind, lang: &Lang) -> Link {
        Link { title: kind.title(lang), url: self.href(&self.site.config.home(lang).below(kind.name)) }
    }

    /// An item of a menu that site.yaml writes out.
    fn menu_link(&self, item: &MenuItem) -> MenuLink {
        let address = |url: &String| if url.starts_with('/') { self.path(url) } else { url.clone() };
        let below = |item: &MenuItem| Some(Link { title: item.title.clone(), url: address(item.url.as_ref()?) });
        MenuLink {
            title: item.title.clone(),
            url: item.url.as_ref().map(address),
            items: item.items.iter().filter_map(below).collect(),
        }
    }

    /// The other pages of a language, and their places in the menu.
    fn pages_of(&self, lang: &Lang) -> Vec<(Option<i32>, Link)> {
        let ids = &self.site.lists.of(lang).pages;
        ids.iter()
            .map(|id| {
                let menu = match &self.site.entry(*id).record.kind {
                    Kind::Page(page) => page.menu,
                    _ => None,
                };
                (menu, self.link(*id))
            })
            .collect()
    }
}
