//! What values mean: languages, places, pay, moments. Plain values without files, YAML or templates.

mod deadlines;
mod lang;
mod place;
mod salary;
mod time;
mod towns;

pub use deadlines::Deadlines;
pub use lang::{Collation, Lang, language_name};
pub use place::{Area, Country, EUROPEAN_UNION, Place, Region};
pub use salary::{Amount, Period, Salary, SalaryFault};
pub use time::{Closing, When};
pub use towns::{country_of_town, state_of_town, town};
