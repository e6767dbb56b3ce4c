//! Entries with the same tags, weighted by how rare each tag is. Near-linear: a tag offers its newest entries only.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::{EntryId, Indexed, Listed, TagId, Visibility};
use crate::content::Kind;
use crate::model::Lang;

/// How many entries a tag offers as candidates.
const CANDIDATES: usize = 100;
/// How many similar postings a posting shows.
const SIMILAR: usize = 4;
/// How many articles a posting shows.
const ARTICLES: usize = 3;

type ByEntry = Vec<Vec<EntryId>>;

/// Similar postings, and what postings and articles share; both by entry.
pub fn similar(index: &Indexed, lists: &Listed) -> (ByEntry, ByEntry) {
    let pools =
        lists.by_language.iter().map(|(lang, lists)| (lang, Pools::of(index, lang, &lists.jobs, &lists.articles)));
    let pools: HashMap<&Lang, Pools> = pools.collect();
    let both: Vec<(Vec<EntryId>, Vec<EntryId>)> = index
        .ids()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map_init(Scores::default, |scores, id| {
            let record = index.record(id);
            let Some(pools) = pools.get(&record.head.lang).filter(|_| index.visibility(id) != Visibility::Unpublished)
            else {
                return Default::default();
            };
            match &record.kind {
                Kind::Job(_) => {
                    let mut similar = pools.jobs.nearest(id, index.tags.of(id), SIMILAR, scores);
                    if index.visibility(id) == Visibility::Kept {
                        lead_on(index, lists, id, &mut similar);
                    }
                    (similar, pools.articles.nearest(id, index.tags.of(id), ARTICLES, scores))
                }
                Kind::Article(article) => {
                    let chosen: Vec<TagId> =
                        article.jobs.tags.iter().filter_map(|tag| index.tags.named(&tag.value)).collect();
                    let tags = if article.jobs.tags.is_empty() { index.tags.of(id) } else { &chosen };
                    (Vec::new(), pools.jobs.nearest(id, tags, article.jobs.limit, scores))
                }
                Kind::Company(_) | Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) | Kind::Own(_) => {
                    Default::default()
                }
            }
        })
        .collect();
    both.into_iter().unzip()
}

/// A closed posting always leads on: where its tags find too little, to its company's postings, then to the newest.
fn lead_on(index: &Indexed, lists: &Listed, id: EntryId, similar: &mut Vec<EntryId>) {
    let lists = lists.of(&index.record(id).head.lang);
    let own = index.company_of[id.index()].and_then(|company| lists.by_company.get(&company));
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
    fn of(index: &Indexed, lang: &Lang, jobs: &[EntryId], articles: &[EntryId]) -> Pools {
        let own = |ids: &[EntryId]| -> Vec<EntryId> {
            ids.iter().copied().filter(|id| index.record(*id).head.lang == *lang).collect()
        };
        Pools { jobs: Pool::of(index, own(jobs)), articles: Pool::of(index, own(articles)) }
    }
}

/// The newest entries of each tag, and how many it has in all.
#[derive(Default)]
struct Pool {
    ordered: Vec<EntryId>,
    /// By tag: places in the order.
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
    fn of(index: &Indexed, ordered: Vec<EntryId>) -> Pool {
        let (mut newest, mut count) = (vec![Vec::new(); index.tags.len()], vec![0; index.tags.len()]);
        for (rank, id) in ordered.iter().enumerate() {
            for tag in index.tags.of(*id) {
                count[tag.index()] += 1;
                if newest[tag.index()].len() < CANDIDATES {
                    newest[tag.index()].push(rank);
                }
            }
        }
        Pool { ordered, newest, count }
    }

    /// The entries that share most with `tags`, the nearest first; equal ones in the order of their list.
    fn nearest(&self, own: EntryId, tags: &[TagId], limit: usize, scores: &mut Scores) -> Vec<EntryId> {
        let Scores { shared, touched } = scores;
        shared.resize(shared.len().max(self.ordered.len()), 0);
        for tag in tags {
            let weight = 1_000_000 / self.count[tag.index()].max(1);
            for rank in &self.newest[tag.index()] {
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
