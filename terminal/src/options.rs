//! The command line, read strictly: a mistyped option must not be passed over.

use crate::failure::Failure;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) command: Command,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Run { file: String, seed: u64, view: View },
    Stored { file: String },
    Bench { what: Bench, customers: u32 },
}

/// How a run is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// A summary, and the table.
    Story,
    Table,
    Ladder,
    Metrics,
    Hash,
    Draws,
}

/// What is timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bench {
    Mm1,
    Floor,
}

/// The seed that lessons use unless they name another.
const SEED: u64 = 1;

impl Options {
    pub(crate) fn from_command_line() -> Result<Self, Failure> {
        let words: Vec<String> =
            std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
        Self::read(&words)
    }

    fn read(words: &[String]) -> Result<Self, Failure> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let command = match words.as_slice() {
            ["help" | "--help" | "-h"] => Command::Help,
            ["run", rest @ ..] => run(rest)?,
            ["stored", file] if !file.starts_with('-') => Command::Stored { file: (*file).to_owned() },
            ["stored", ..] => return Err(usage("`stored` takes one scenario file")),
            ["bench", rest @ ..] => bench(rest)?,
            [] => return Err(usage("a command is needed: `run`, `stored` or `bench`")),
            [other, ..] => return Err(usage(&format!("there is no command `{other}`"))),
        };
        Ok(Self { command })
    }
}

fn run(words: &[&str]) -> Result<Command, Failure> {
    let (mut file, mut seed, mut view) = (None, None, None);
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        let chosen = match word {
            "--help" | "-h" => return Ok(Command::Help),
            "--seed" => {
                let digits = words.next().copied().unwrap_or_default();
                let number = digits.parse().map_err(|_| usage("`--seed` needs a whole number behind it"))?;
                once(&mut seed, number, "a second `--seed`")?;
                continue;
            }
            "--table" => View::Table,
            "--ladder" => View::Ladder,
            "--metrics" => View::Metrics,
            "--hash" => View::Hash,
            "--draws" => View::Draws,
            option if option.starts_with('-') => {
                return Err(usage(&format!("`run` does not know `{option}`")));
            }
            path => {
                once(&mut file, path.to_owned(), &format!("one file is enough, but there is also `{path}`"))?;
                continue;
            }
        };
        once(&mut view, chosen, &format!("`{word}`: one way to show the run is enough"))?;
    }
    let file = file.ok_or_else(|| usage("`run` needs a scenario file"))?;
    Ok(Command::Run { file, seed: seed.unwrap_or(SEED), view: view.unwrap_or(View::Story) })
}

fn once<T>(place: &mut Option<T>, value: T, complaint: &str) -> Result<(), Failure> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(usage(complaint)),
    }
}

fn bench(words: &[&str]) -> Result<Command, Failure> {
    let (what, customers) = match words {
        ["mm1", customers] => (Bench::Mm1, customers),
        ["floor", customers] => (Bench::Floor, customers),
        _ => return Err(usage("`bench` takes `mm1` or `floor` and a number of customers")),
    };
    let customers = customers.parse().ok().filter(|&customers| customers > 0);
    let customers =
        customers.ok_or_else(|| usage("the number of customers must be a whole number above 0"))?;
    Ok(Command::Bench { what, customers })
}

fn usage(complaint: &str) -> Failure {
    Failure::Usage(format!("{complaint}\n\n{}", crate::HELP.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, Failure> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        Options::read(&words).map(|options| options.command)
    }

    #[test]
    fn options_stand_in_any_order() {
        let expected = Command::Run { file: "a.toml".to_owned(), seed: 7, view: View::Hash };
        for line in ["run a.toml --seed 7 --hash", "run --hash --seed 7 a.toml"] {
            assert_eq!(read(line).expect("it can be read"), expected, "{line}");
        }
        let plain = Command::Run { file: "a.toml".to_owned(), seed: SEED, view: View::Story };
        assert_eq!(read("run a.toml").expect("it can be read"), plain);
        let bench = Command::Bench { what: Bench::Floor, customers: 1000 };
        assert_eq!(read("bench floor 1000").expect("it can be read"), bench);
    }

    #[test]
    fn nothing_is_passed_over() {
        for line in [
            "",
            "walk",
            "run",
            "run --seed 1",
            "run a.toml b.toml",
            "run a.toml --sed 1",
            "run a.toml --seed",
            "run a.toml --seed -1",
            "run a.toml --seed 1 --seed 2",
            "run a.toml --hash --table",
            "stored",
            "stored a.toml b.toml",
            "stored --hash",
            "bench",
            "bench mm1",
            "bench mm1 0",
            "bench mm1 1e6",
            "bench mm2 1",
            "bench mm1 1 2",
        ] {
            assert!(matches!(read(line), Err(Failure::Usage(_))), "{line}");
        }
    }
}
