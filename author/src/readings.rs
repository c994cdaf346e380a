//! How long and how hard the lessons are to read, as a table.

use lessonc::Reading;

/// The lessons among `readings`, one to a line; empty when there are none.
pub(crate) fn table(readings: &[Reading]) -> String {
    let lessons: Vec<&Reading> = readings.iter().filter(|reading| reading.minutes > 0).collect();
    let width = lessons.iter().map(|reading| reading.path.chars().count()).max().unwrap_or(0);
    let mut table = String::new();
    for (at, reading) in lessons.into_iter().enumerate() {
        if at == 0 {
            table += &format!(
                "{:width$}  {:>6}  {:>9}  {:>7}  {:>5}\n",
                "", "words", "sentences", "minutes", "grade"
            );
        }
        let Reading { path, words, sentences, minutes, grade_tenths } = reading;
        let grade = format!("{:.1}", f64::from(*grade_tenths) / 10.0);
        table += &format!("{path:width$}  {words:>6}  {sentences:>9}  {minutes:>7}  {grade:>5}\n");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_stand_below_each_other() {
        let reading = |path: &str, minutes, grade_tenths| Reading {
            path: path.to_owned(),
            words: 1234,
            sentences: 99,
            grade_tenths,
            minutes,
        };
        let table =
            table(&[reading("a/b.md", 12, 65), reading("cards/c.md", 0, 80), reading("a/long.md", 9, -4)]);
        assert_eq!(
            table,
            "            words  sentences  minutes  grade\n\
             a/b.md       1234         99       12    6.5\n\
             a/long.md    1234         99        9   -0.4\n"
        );
        assert_eq!(super::table(&[]), "");
    }
}
