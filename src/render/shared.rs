//! Values that many cards hold, made once.

use std::sync::Arc;

use serde::Serialize;

use super::views::{JobCard, WordView};

/// What many cards show: as a view, and as templates are told it, made once.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    pub view: Arc<T>,
    pub value: tera::Value,
}

impl<T: Serialize> Shared<T> {
    pub fn new(view: T) -> Shared<T> {
        Shared { value: tera::Value::from_serializable(&view), view: Arc::new(view) }
    }
}

impl JobCard {
    /// As templates are told it: what many cards show is the same value in all of them.
    pub fn value(&self) -> tera::Value {
        fn list<T>(shared: &[Shared<T>]) -> tera::Value {
            shared.iter().map(|shared| shared.value.clone()).collect::<Vec<tera::Value>>().into()
        }
        fn one(shared: &Option<Shared<WordView>>) -> tera::Value {
            shared.as_ref().map_or_else(tera::Value::none, |shared| shared.value.clone())
        }
        let mut fields = tera::Value::from_serializable(self).as_map().cloned().unwrap_or_default();
        fields.insert("workplace".into(), one(&self.workplace));
        fields.insert("employment".into(), list(&self.employment));
        fields.insert("level".into(), one(&self.level));
        fields.insert("skills".into(), list(&self.skills));
        fields.into()
    }
}
