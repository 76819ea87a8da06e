using Symmetry.Analysis.Questions.Planning;
using Symmetry.Client.Planning;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Commands;

/// <summary>The options of <c>symmetry plan</c> that say how precise a sweep should be, and from which runs that is planned.</summary>
internal sealed class PlanGoalOptions
{
    private readonly Option<double?> halfWidth =
        RealOption.Make("--half-width", "Say how many replicates make every 95 % interval this narrow.", "WIDTH");

    private readonly Option<double?> power =
        RealOption.Make(
            "--power", "Say how many paired replicates find --difference with this chance, in one family with all differences from --baseline.",
            "CHANCE", below: 1);

    private readonly Option<double?> difference =
        RealOption.Make("--difference", "The difference from --baseline that --power is about.", "DIFFERENCE");

    private readonly Option<string> baseline =
        new("--baseline") { Description = "The cell to compare with.", HelpName = "CELL", DefaultValueFactory = _ => "0" };

    private const long DefaultRuns = 10;

    private readonly Option<long?> runs = new("--pilot")
    {
        Description = "Train this many replicates of every cell now, 10 where no number is given: the expected time is then measured on them, not estimated. "
            + "A goal needs a pilot and trains one, unless --from names one.",
        HelpName = "N",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? DefaultRuns : SharedOptions.ReadWhole(result, "--pilot", 2, 1000),
    };

    private readonly Option<string?> from = new("--from") { Description = "Plan from the runs of an earlier sweep in --data instead.", HelpName = "ID" };
    private readonly Option<string> data = SharedOptions.Data();

    /// <summary>Adds the options to the verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (Option option in (Option[])[halfWidth, power, difference, baseline, runs, from, data])
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>The goal; null where none is wished.</summary>
    /// <exception cref="UsageException">The options do not go together.</exception>
    public PlanGoal? Read(ParseResult parsed, Sweep sweep)
    {
        var (width, chance, effect) = (parsed.GetValue(halfWidth), parsed.GetValue(power), parsed.GetValue(difference));
        if (chance.HasValue != effect.HasValue)
        {
            throw new UsageException("--power and --difference go together: the chance of finding which difference.");
        }

        if (width.HasValue && chance.HasValue)
        {
            throw new UsageException("--half-width and --power are two plans. Give one of them.");
        }

        if ((width ?? effect) is >= 1 and var wide
            && PlanGoal.MetricsIn(sweep).FirstOrDefault(metric => metric.Kind is MetricKind.Proportion) is { } proportion)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"{(width.HasValue ? halfWidth : difference).Name}: expected a number above 0 and below 1 for the proportion {proportion}, got '{wide}'."));
        }

        var cell = CellSelector.Find(sweep, parsed.GetRequiredValue(baseline), "--baseline");
        return width.HasValue || chance.HasValue ? new PlanGoal(width, chance, effect, cell) : null;
    }

    /// <summary>The pilot, read or trained now; null if neither a goal nor an option asks for one.</summary>
    /// <exception cref="UsageException">Two pilots are asked for.</exception>
    public async Task<Pilot?> PilotAsync(
        ParseResult parsed, Sweep sweep, PlanGoal? goal, IDataSets images, CliEnvironment environment, int slots, CancellationToken stop)
    {
        var (count, earlier) = (parsed.GetValue(runs), parsed.GetValue(from));
        if (count is not null && earlier is not null)
        {
            throw new UsageException("--pilot and --from are two pilots. Give one of them.");
        }

        if (goal is null && count is null)
        {
            return null;
        }

        if (earlier is not { } id)
        {
            return await Pilot.TrainAsync(sweep, images, count ?? DefaultRuns, slots, environment.Clock, stop);
        }

        Pilot? pilot = null;
        await StoredSweeps.ReadAsync(environment, new StoreOptions(parsed.GetRequiredValue(data), Slots: 0), id, async source =>
        {
            pilot = await Pilot.ReadAsync(sweep, source, stop);
            return ExitCode.Done;
        }, stop);
        return pilot;
    }
}
