using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace Symmetry.Client.Commands;

/// <summary>Options and arguments that several verbs have; each call makes a new one, because symbols belong to one verb.</summary>
internal static class SharedOptions
{
    /// <summary>The name of the option that hides progress.</summary>
    public const string QuietName = "--quiet";

    /// <summary>The name of the option that shows where errors came from.</summary>
    public const string DebugName = "--debug";

    public static Option<bool> Quiet() => new(QuietName, "-q")
    {
        Description = "Suppress progress and notes; print only errors.",
        Recursive = true,
    };

    /// <summary>Shows where an unexpected error came from.</summary>
    public static Option<bool> Debug() => new(DebugName)
    {
        Description = "Show where an error came from.",
        Recursive = true,
    };

    /// <summary>The name of the option that loads custom feature maps and experiments.</summary>
    public const string ExtensionName = "--extension";

    public static Option<string[]> Extension() => new(ExtensionName)
    {
        Description = "Load the feature maps and experiments of an assembly, whose code runs with all your rights; also SYMMETRY_EXTENSIONS, files with "
            + "; between them.",
        HelpName = "FILE.dll",
        Recursive = true,
    };

    /// <summary>The folder of the store where none is given.</summary>
    public const string DefaultData = "./runs";

    /// <summary>The folder of the store.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "The folder with the results. paper and run create it if needed.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultData,
    };

    public static Option<long> Slots() => Whole("--slots", "Trainings at once. Default: one per core.", 1, 1024, Environment.ProcessorCount);

    /// <summary>The port of the live page.</summary>
    public static Option<long?> Web() => new("--web")
    {
        Description = "Serve a live page on this machine while the sweep runs, on this port or on a free one.",
        HelpName = "PORT",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? 0 : ReadWhole(result, "--web", 0, 65535),
    };

    /// <summary>Whether the live page stays when the sweep has ended.</summary>
    public static Option<bool> Stay() => new("--stay") { Description = "Keep serving the live page when the sweep has ended, until Ctrl-C." };

    public static Option<string?> Json() => new("--json")
    {
        Description = "Also write the results as JSON to FILE; - writes them to stdout instead of the tables.",
        HelpName = "FILE",
    };

    /// <summary>The file of a specification.</summary>
    public static Argument<string> Spec()
    {
        var spec = new Argument<string>("SPEC.yaml") { Description = "The specification of the sweep, a YAML file." };
        spec.CompletionSources.Add(_ => SpecsHere());
        return spec;
    }

    public static Argument<string> Id() => new("ID") { Description = "The sweep's id, or the beginning of it; symmetry list shows them." };

    public static Option<string?> Metric() => new("--on")
    {
        Description = "The metric: accuracy, accuracy_inverted, train_loss, seconds, or one that the trials measured. Default: accuracy, "
            + "or the first metric that says which values are better.",
        HelpName = "METRIC",
    };

    public static Option<string?> Metrics() => new("--on")
    {
        Description = "The metrics, such as train_loss,seconds. Default: the accuracies on both test sets, or all that the trials report.",
        HelpName = "METRIC[,METRIC...]",
    };

    /// <summary>Which cells, by their settings.</summary>
    public static Option<string?> Where() => new("--where")
    {
        Description = "Only these cells: a cell's number, or settings such as features=square,bias=false. A comma means \"and\"; | separates the values of "
            + "one setting and needs quotes in a shell: \"features=square|gradient\".",
        HelpName = "SETTING=VALUE[|VALUE...][,...]",
    };

    /// <summary>How many cells, the best first.</summary>
    public static Option<long?> Top() => new("--top")
    {
        Description = "Only the best N cells, by --sort or else by the first metric shown that says which cells are better.",
        HelpName = "N",
        CustomParser = result => ReadWhole(result, "--top", 1, Sweep.MaxCells),
    };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<long> Whole(string name, string description, long min, long max, long defaultValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ReadWhole(result, name, min, max),
    };

    /// <summary>An argument that takes a whole number, counted from 0.</summary>
    public static Argument<long> Index(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ReadWhole(result, name, 0, long.MaxValue),
    };

    /// <summary>Reads an option that takes a whole number.</summary>
    public static long ReadWhole(ArgumentResult result, string name, long min, long max)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{name}: expected a whole number from {min} to {max}, got '{text}'."));
        return min;
    }

    private static IEnumerable<CompletionItem> SpecsHere()
    {
        try
        {
            return [.. Directory.EnumerateFiles(".", "*.y*ml").Select(file => new CompletionItem(Path.GetFileName(file)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
