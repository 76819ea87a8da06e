using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>The goal in the canonical JSON of a specification, with the version of its stopping rule.</summary>
internal static class CanonicalGoal
{
    /// <summary>Adds the properties of a goal to those of the replicates.</summary>
    public static void Write(JsonObject replicates, ReplicateGoal goal)
    {
        switch (goal)
        {
            case WidthGoal width:
                replicates[goal.Key] = width.HalfWidth;
                break;
            case BestGoal best:
                replicates[goal.Key] = best.Level;
                replicates["on"] = best.On;
                break;
            case DecisionGoal decision:
                replicates[goal.Key] = new JsonObject
                {
                    ["between"] = CanonicalSweep.Write(decision.Between),
                    ["and"] = CanonicalSweep.Write(decision.And),
                    ["margin"] = decision.Margin,
                    ["on"] = decision.On,
                };
                break;
        }

        replicates["rule"] = goal.Rule;
    }

    /// <summary>Reads the goal; null if there is none.</summary>
    /// <exception cref="SpecException">The goal has another stopping rule than this build.</exception>
    public static ReplicateGoal? Read(IExperiment experiment, JsonObject replicates)
    {
        ReplicateGoal? goal = (replicates["until"], replicates["best"], replicates["decide"]) switch
        {
            ({ } width, null, null) => new WidthGoal((double)width),
            (null, { } level, null) => new BestGoal((double)level, (string?)replicates["on"] ?? ""),
            (null, null, JsonObject decision) => new DecisionGoal(
                CanonicalSweep.ReadAxes(experiment, decision["between"]!),
                CanonicalSweep.ReadAxes(experiment, decision["and"]!),
                (double)decision["margin"]!,
                (string?)decision["on"] ?? ""),
            (null, null, null) => null,
            _ => throw new FormatException("the goal is not valid"),
        };
        var rule = replicates["rule"] is { } number ? (int)number : 1;
        return goal is null || goal.Rule == rule
            ? goal
            : throw new SpecException($"The specification uses stopping rule {rule}, and this build uses rule {goal.Rule}.", "replicates");
    }
}
