using System.CommandLine.Parsing;
using Symmetry.Analysis.Questions.Tuning;

namespace Symmetry.Client.Commands;

/// <summary>The options of a comparison of tuned against tuned.</summary>
internal sealed class TuningOptions
{
    private readonly Option<string?> between = new("--between")
    {
        Description = "Compare the values of this axis, each tuned anew in every replicate.",
        HelpName = "AXIS",
    };

    private readonly Option<string?> tune = new("--tune")
    {
        Description = "The axes that are tuned. Default: all others.",
        HelpName = "AXIS[,AXIS...]",
    };

    private readonly Option<string?> select = new("--select")
    {
        Description = "The metric that selects the tuned cell; ties go to the lower number. A test metric is optimistic. Default: validation.",
        HelpName = "METRIC",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(between);
        verb.Options.Add(tune);
        verb.Options.Add(select);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(between) is null && (result.GetValue(tune) ?? result.GetValue(select)) is not null)
            {
                result.AddError("--tune and --select need --between, the axis whose tuned values are compared.");
            }
        });
    }

    /// <summary>Whether an axis was given.</summary>
    public bool IsGivenIn(CommandResult result) => result.GetValue(between) is not null;

    /// <summary>The choice; null where no axis was given.</summary>
    /// <exception cref="SelectionException">An axis or a metric cannot be used.</exception>
    public TuningChoice? Read(ParseResult parsed, Sweep sweep) =>
        parsed.GetValue(between) is { } axis ? TuningChoice.Parse(sweep, axis, parsed.GetValue(tune), parsed.GetValue(select)) : null;
}
