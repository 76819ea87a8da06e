using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tuning;

/// <summary>One value of the compared axis, tuned anew in every replicate.</summary>
/// <param name="Value">The value.</param>
/// <param name="Cells">How many cells tuning chooses from.</param>
/// <param name="Results">The compared metric of the chosen cell by replicate; NaN where not every cell has ended, or none was measured.</param>
/// <param name="Mean">Their mean, with its interval over replicates.</param>
/// <param name="Chosen">The cells that were chosen and in how many replicates, the most frequent first.</param>
/// <param name="Curve">What tuning among k random cells finds, for k = 1 … <paramref name="Cells"/>; empty where no replicate has a result.</param>
public sealed record TunedLevel(
    SettingValue Value, int Cells, double[] Results, Estimate Mean, IReadOnlyList<(Cell Cell, int Times)> Chosen, IReadOnlyList<Estimate> Curve);
