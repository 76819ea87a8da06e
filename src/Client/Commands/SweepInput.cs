using System.CommandLine.Parsing;
using Symmetry.Formats.Files;
using Symmetry.Formats.Results;

namespace Symmetry.Client.Commands;

/// <summary>What verbs that judge results read: a stored sweep, or files of results. Each verb has its own.</summary>
internal sealed class SweepInput
{
    private const string OneOf = "The sweep's id, or the beginning of it (symmetry list shows them); or a file of results: .csv, .jsonl or .parquet";

    private readonly Argument<string[]> id;

    private readonly Option<string?> replicate = new(RoleOptions.ReplicateName)
    {
        Description = "For a file: the columns that tell the replicates of a cell apart, such as seed,fold. Equal values are paired across cells; several "
            + "columns are crossed factors where all their combinations occur. Default: columns named seed, run, fold and the like.",
        HelpName = "COLUMN[,COLUMN...]",
    };

    private readonly Option<string?> metric = new(RoleOptions.MetricName)
    {
        Description = "For a file: the columns with metrics; correct/total is a proportion of two columns with whole numbers, named after the first. A name "
            + "may end with :larger or :smaller, the better values; otherwise smaller is better for losses, errors, times and costs.",
        HelpName = "COLUMN[,COLUMN...]",
    };

    private readonly Option<string?> axis = new(RoleOptions.AxisName)
    {
        Description = "For a file: the columns that tell cells apart. Default: the other columns whose values repeat.",
        HelpName = "COLUMN[,COLUMN...]",
    };

    private readonly StoreLocationOptions place = StoreLocationOptions.InFolderOrCluster();

    private SweepInput(string name, string description, ArgumentArity arity) =>
        id = new Argument<string[]>(name)
        {
            Description = description,
            HelpName = name,
            Arity = arity,

            // Without a parser of its own, an argument that takes one word only cannot have the type of several.
            CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
        };

    /// <summary>For verbs about one sweep or one file.</summary>
    public static SweepInput One() => new("ID|FILE", OneOf + ".", ArgumentArity.ExactlyOne);

    /// <summary>For verbs about one sweep or one file, which need neither.</summary>
    public static SweepInput AtMostOne() => new("ID|FILE", OneOf + ".", ArgumentArity.ZeroOrOne);

    /// <summary>For verbs about one sweep or several files, which then differ in the axis <c>file</c>.</summary>
    public static SweepInput Several() => new("ID|FILE", OneOf + ", or several files, whose names then are the axis 'file'.", ArgumentArity.OneOrMore);

    /// <summary>For verbs about files only.</summary>
    public static SweepInput Files() =>
        new("FILE", "The file of results: .csv, .jsonl or .parquet; several differ in the axis 'file'.", ArgumentArity.OneOrMore);

    /// <summary>Whether a sweep or a file was given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(id) is { Length: > 0 };

    /// <summary>The sweep's id, for what only a store has.</summary>
    /// <exception cref="UsageException">A file was given.</exception>
    public string Id(ParseResult parsed) => StoredSweeps.RequireId(parsed.GetRequiredValue(id)[0]);

    /// <summary>Whether several files were given.</summary>
    public bool IsSeveralIn(CommandResult result) => result.GetValue(id) is { Length: > 1 };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Verb verb)
    {
        verb.Add(id);
        foreach (var option in (Option[])[replicate, metric, axis])
        {
            verb.Add(option);
        }

        place.AddTo(verb);
    }

    /// <summary>Where stored sweeps are.</summary>
    public StoreOptions Store(ParseResult parsed, CliEnvironment environment) => place.Read(parsed, environment);

    /// <summary>Reads the sweep, from a store or from files.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Streams and stores.</param>
    /// <param name="read">What to do with it.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="needsPairs">Whether a file must have replicates, and every cell all of them; otherwise a note says which has not.</param>
    /// <exception cref="UsageException">The options do not fit what is read.</exception>
    /// <exception cref="DataFileException">A file cannot be used.</exception>
    public Task<int> ReadAsync(
        ParseResult parsed, CliEnvironment environment, Func<ISweepSource, Task<int>> read, CancellationToken stop, bool needsPairs = true)
    {
        var ids = parsed.GetRequiredValue(id);
        if (ids.Any(IsFile))
        {
            return read(new FileSweepSource(ReadFiles(parsed, environment, needsPairs)));
        }

        var roles = Roles(parsed);

        return ids.Length > 1 ? throw new UsageException($"{ids[0]} and {ids[1]} are two sweeps. Give one, or files of results.")
            : roles.Given.FirstOrDefault() is { } given
                ? throw new UsageException($"{given} names columns of a file, and '{ids[0]}' is not one: expected {TableReader.Endings}.")
            : StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), ids[0], read, stop);
    }

    // Ids of sweeps have no folder; a file that is there is meant, so that its ending can be complained about.
    private static bool IsFile(string id) => TableReader.IsTable(id) || File.Exists(id);

    private RoleOptions Roles(ParseResult parsed, bool needsPairs = true) =>
        new(parsed.GetValue(replicate), parsed.GetValue(metric), parsed.GetValue(axis), needsPairs);

    /// <summary>Reads files of results, and says what their columns mean.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Where notes go.</param>
    /// <param name="needsPairs">Whether every cell must have every replicate; otherwise a note says which has not.</param>
    /// <param name="name">The sweep's name; null for that of the file.</param>
    /// <exception cref="UsageException">The options do not fit the files.</exception>
    /// <exception cref="DataFileException">A file cannot be used.</exception>
    public FileSweep ReadFiles(ParseResult parsed, CliEnvironment environment, bool needsPairs, string? name = null)
    {
        Action<string> note = parsed.GetValue<bool>(SharedOptions.QuietName) ? _ => { } : environment.Note;
        var files = ResultFile.ReadAll(parsed.GetRequiredValue(id), Roles(parsed, needsPairs));
        note(files[0].Roles.Describe());
        var sweep = FileSweep.Read(files, name);
        if (sweep.MissingPair is not { } missing)
        {
            return sweep;
        }

        if (needsPairs)
        {
            throw new DataFileException($"{missing} Add the row, remove the replicate from every cell, or compare with --unpaired.");
        }

        note($"{missing} Each cell has its own number of replicates.");
        return sweep;
    }
}
