//! Entries with the same tags, weighted by how rare each tag is. Near-linear: a tag offers its newest entries only.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::{EntryId, Site, Standing, TermId};
use crate::model::{Kind, Lang};

/// How many entries a tag offers as candidates.
const CANDIDATES: usize = 100;
/// How many similar postings a posting shows.
const SIMILAR: usize = 4;
/// How many articles a posting shows.
const ARTICLES: usize = 3;

type Related = Vec<Vec<EntryId>>;

/// Similar postings, and what postings and articles share; both by entry.
pub fn similar(site: &Site) -> (Related, Related) {
    let pools: HashMap<&Lang, Pools> =
        site.lists.iter().map(|(lang, lists)| (lang, Pools::of(site, lang, &lists.jobs, &lists.articles))).collect();
    let both: Vec<(Vec<EntryId>, Vec<EntryId>)> = site
        .ids()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|id| {
            let entry = site.entry(id);
            let Some(pools) = pools.get(&entry.head.lang).filter(|_| site.standing(id) != Standing::Withheld) else {
                return Default::default();
            };
            match &entry.kind {
                Kind::Job(_) => {
                    let mut similar = pools.jobs.nearest(id, site.terms.of(id), SIMILAR);
                    if site.standing(id) == Standing::Kept {
                        fill(site, id, &mut similar);
                    }
                    (similar, pools.articles.nearest(id, site.terms.of(id), ARTICLES))
                }
                Kind::Article(article) => {
                    let chosen: Vec<TermId> =
                        article.jobs.tags.iter().filter_map(|tag| site.terms.named(&tag.value)).collect();
                    let terms = if article.jobs.tags.is_empty() { site.terms.of(id) } else { &chosen };
                    (Vec::new(), pools.jobs.nearest(id, terms, article.jobs.limit))
                }
                _ => Default::default(),
            }
        })
        .collect();
    both.into_iter().unzip()
}

/// A closed posting always leads on: where its tags find too little, to its company's postings, then to the newest.
fn fill(site: &Site, id: EntryId, similar: &mut Vec<EntryId>) {
    let lists = site.lists(&site.entry(id).head.lang);
    let own = site.company_of[id.index()].and_then(|company| lists.by_company.get(&company));
    for other in own.into_iter().flatten().chain(&lists.jobs) {
        if similar.len() >= SIMILAR {
            return;
        }
        if !similar.contains(other) {
            similar.push(*other);
        }
    }
}

struct Pools {
    jobs: Pool,
    articles: Pool,
}

impl Pools {
    fn of(site: &Site, lang: &Lang, jobs: &[EntryId], articles: &[EntryId]) -> Pools {
        let own = |ids: &[EntryId]| -> Vec<EntryId> {
            ids.iter().copied().filter(|id| site.entry(*id).head.lang == *lang).collect()
        };
        Pools { jobs: Pool::of(site, &own(jobs)), articles: Pool::of(site, &own(articles)) }
    }
}

/// The newest entries of each term, and how many it has in all.
#[derive(Default)]
struct Pool {
    newest: HashMap<TermId, Vec<EntryId>>,
    count: HashMap<TermId, u64>,
    rank: HashMap<EntryId, usize>,
}

impl Pool {
    fn of(site: &Site, ordered: &[EntryId]) -> Pool {
        let mut pool = Pool::default();
        for (rank, id) in ordered.iter().enumerate() {
            pool.rank.insert(*id, rank);
            for term in site.terms.of(*id) {
                *pool.count.entry(*term).or_default() += 1;
                let newest = pool.newest.entry(*term).or_default();
                if newest.len() < CANDIDATES {
                    newest.push(*id);
                }
            }
        }
        pool
    }

    /// The entries that share most with `terms`, the nearest first; equal ones in the order of their list.
    fn nearest(&self, own: EntryId, terms: &[TermId], limit: usize) -> Vec<EntryId> {
        let mut scores: HashMap<EntryId, u64> = HashMap::new();
        for term in terms {
            let weight = 1_000_000 / self.count.get(term).copied().unwrap_or(1);
            for id in self.newest.get(term).into_iter().flatten().filter(|id| **id != own) {
                *scores.entry(*id).or_default() += weight;
            }
        }
        let mut scored: Vec<(Reverse<u64>, usize, EntryId)> =
            scores.into_iter().map(|(id, score)| (Reverse(score), self.rank[&id], id)).collect();
        if scored.len() > limit && limit > 0 {
            scored.select_nth_unstable(limit - 1);
        }
        scored.truncate(limit);
        scored.sort_unstable();
        scored.into_iter().map(|(_, _, id)| id).collect()
    }
}
