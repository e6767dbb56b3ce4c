//! Values that many cards hold, made once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use crate::content::reads::Noted;

/// What many cards show: as a view, and as templates are told it, made once.
#[derive(Debug)]
pub struct Shared<T> {
    pub view: Arc<T>,
    pub value: tera::Value,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared { view: self.view.clone(), value: self.value.clone() }
    }
}

impl<T: Serialize> Shared<T> {
    pub fn new(view: T) -> Shared<T> {
        Shared { value: tera::Value::from_serializable(&view), view: Arc::new(view) }
    }
}

/// Values of a kind by what they are made from.
pub struct Store<K, T>(RwLock<HashMap<K, Noted<Shared<T>>>>);

impl<K: Eq + Hash, T: Serialize> Store<K, T> {
    pub fn new() -> Store<K, T> {
        Store(RwLock::new(HashMap::new()))
    }

    /// The value of a key, made when it is first asked for.
    pub fn get(&self, key: K, make: impl FnOnce() -> T) -> Shared<T> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.get().clone();
        }
        let made = Noted::new(|| Shared::new(make()));
        self.0.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(made).get().clone()
    }
}
