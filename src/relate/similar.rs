//! Entries with the same tags, weighted by how rare each tag is. Near-linear: a tag offers its newest entries only.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::{EntryId, Site, TermId, Visibility};
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
        .map_init(Scores::default, |scores, id| {
            let entry = site.entry(id);
            let Some(pools) = pools.get(&entry.head.lang).filter(|_| site.visibility(id) != Visibility::Unpublished)
            else {
                return Default::default();
            };
            match &entry.kind {
                Kind::Job(_) => {
                    let mut similar = pools.jobs.nearest(id, site.terms.of(id), SIMILAR, scores);
                    if site.visibility(id) == Visibility::Kept {
                        fill(site, id, &mut similar);
                    }
                    (similar, pools.articles.nearest(id, site.terms.of(id), ARTICLES, scores))
                }
                Kind::Article(article) => {
                    let chosen: Vec<TermId> =
                        article.jobs.tags.iter().filter_map(|tag| site.terms.named(&tag.value)).collect();
                    let terms = if article.jobs.tags.is_empty() { site.terms.of(id) } else { &chosen };
                    (Vec::new(), pools.jobs.nearest(id, terms, article.jobs.limit, scores))
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
        Pools { jobs: Pool::of(site, own(jobs)), articles: Pool::of(site, own(articles)) }
    }
}

/// The newest entries of each term, and how many it has in all.
#[derive(Default)]
struct Pool {
    ordered: Vec<EntryId>,
    /// By term: places in the order.
    newest: Vec<Vec<usize>>,
    count: Vec<u64>,
}

/// What one entry shares with others, by their places in the order; all zero between two entries.
#[derive(Default)]
struct Scores {
    shared: Vec<u64>,
    touched: Vec<usize>,
}

impl Pool {
    fn of(site: &Site, ordered: Vec<EntryId>) -> Pool {
        let (mut newest, mut count) = (vec![Vec::new(); site.terms.len()], vec![0; site.terms.len()]);
        for (rank, id) in ordered.iter().enumerate() {
            for term in site.terms.of(*id) {
                count[term.index()] += 1;
                if newest[term.index()].len() < CANDIDATES {
                    newest[term.index()].push(rank);
                }
            }
        }
        Pool { ordered, newest, count }
    }

    /// The entries that share most with `terms`, the nearest first; equal ones in the order of their list.
    fn nearest(&self, own: EntryId, terms: &[TermId], limit: usize, scores: &mut Scores) -> Vec<EntryId> {
        let Scores { shared, touched } = scores;
        shared.resize(shared.len().max(self.ordered.len()), 0);
        for term in terms {
            let weight = 1_000_000 / self.count[term.index()].max(1);
            for rank in &self.newest[term.index()] {
                if shared[*rank] == 0 {
                    touched.push(*rank);
                }
                shared[*rank] += weight.max(1);
            }
        }
        let others = touched.drain(..).map(|rank| (Reverse(std::mem::take(&mut shared[rank])), rank));
        let mut scored: Vec<(Reverse<u64>, usize)> = others.filter(|(_, rank)| self.ordered[*rank] != own).collect();
        if scored.len() > limit && limit > 0 {
            scored.select_nth_unstable(limit - 1);
        }
        scored.truncate(limit);
        scored.sort_unstable();
        scored.into_iter().map(|(_, rank)| self.ordered[rank]).collect()
    }
}
