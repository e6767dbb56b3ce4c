//! Values that many cards hold, made once.

use std::sync::Arc;

use serde::Serialize;

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
