//! Where the time of a build went: by stage, and by kind of file.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::pipeline::OnStage;
use crate::publish::{Spent, Times};

/// How long each stage took, in the order in which they ended.
#[derive(Clone)]
pub struct Stages(Arc<Mutex<Taken>>);

struct Taken {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Stages {
    pub fn start() -> Stages {
        Stages(Arc::new(Mutex::new(Taken { last: Instant::now(), stages: Vec::new() })))
    }

    /// A stage has ended.
    pub fn done(&self, stage: &'static str) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let spent = now - taken.last;
        taken.last = now;
        taken.stages.push((stage, spent));
    }

    /// The same as a callback, for the stages of the pipeline.
    pub fn on_stage(&self) -> OnStage {
        let stages = self.clone();
        Box::new(move |stage| stages.done(stage))
    }

    /// Both tables: milliseconds by the clock of each stage, and of all threads together for each kind of file, the longest first; a file that is not made is one that nothing has changed.
    pub fn told(&self, times: &Times) -> String {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let mut out = String::from("\n     ms  stage\n");
        for (stage, spent) in &taken.stages {
            let _ = writeln!(out, "{:7.0}  {stage}", milliseconds(*spent));
        }
        out.push_str("\n  files     made       KB       ms  kind of file (ms of all threads together)\n");
        let mut kinds: Vec<(&str, Spent)> = times.iter().map(|(kind, spent)| (*kind, *spent)).collect();
        kinds.sort_by_key(|(kind, spent)| (std::cmp::Reverse(spent.time), *kind));
        for (kind, Spent { files, made, bytes, time }) in kinds {
            let _ = writeln!(out, "{files:7}  {made:7}  {:7}  {:7.0}  {kind}", bytes / 1_000, milliseconds(time));
        }
        out
    }
}
