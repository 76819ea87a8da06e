using System.Globalization;
using Symmetry.Engine.Data;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;

namespace Symmetry.Engine.Settings;

/// <summary>Which values of different settings mean nothing together.</summary>
public static class SettingRules
{
    /// <summary>The most rows of transformed training images that a trial holds in memory: 128 MiB of pixels.</summary>
    public const int MostRows = 1 << 19;

    /// <summary>The most parameters that a Hessian is computed for: 18 MB, and some seconds for its spectrum.</summary>
    public const int MostHessianParameters = 1500;

    /// <summary>The widest hidden layer with data that are points.</summary>
    public const int MostToyNeurons = 16;

    /// <summary>Why the settings cannot be run, in one sentence, and the setting to blame; <c>null</c> if they can.</summary>
    public static (string Setting, string Sentence)? Refusal(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OfData(settings) ?? OfSymmetry(settings) ?? OfOthers(settings);
    }

    // Points are no images: they know a network and its loss, and are brought to a minimum by other means than epochs.
    private static (string, string)? OfData(TrialSettings settings)
    {
        if (settings.Data is DataKind.Digits)
        {
            return null;
        }

        var plain = TrialSettings.Default with
        {
            Data = settings.Data,
            Bias = settings.Bias,
            Hidden = settings.Hidden,
            Activation = settings.Activation,
            Initialisation = settings.Initialisation,
            Loss = settings.Loss,
            WeightDecay = settings.WeightDecay,
            Work = settings.Work,
        };
        var data = Text("data", settings);
        return Setting.All.FirstOrDefault(setting => setting.Format(settings) != setting.Format(plain)) is { } other
            ? (other.Name, $"data {data} has no {other.Name}; allowed with it are bias, hidden, activation, initialisation, loss and weightDecay.")
            : settings.WeightDecay == 0
            ? ("weightDecay", $"data {data} has no minimum without weightDecay, since weights grow for ever; allowed is a number above 0.")
            : settings.Hidden.Values is [> MostToyNeurons] or { Length: not 1 }
            ? ("hidden", $"hidden is {settings.Hidden}; allowed with data {data} is one layer of at most {MostToyNeurons}, whose Hessian is inverted at every step.")
            : null;
    }

    private static (string, string)? OfSymmetry(TrialSettings settings)
    {
        var way = Text("symmetry", settings);
        var group = Text("group", settings);
        if (settings.Symmetry is SymmetryWay.Features)
        {
            return settings.Group is GroupKind.Inversion
                ? null
                : ("group", $"the group is {group}, and symmetry features knows the inversion alone; choose another way, such as symmetry: augment.");
        }

        if (settings.Features is not FeatureMapKind.Identity)
        {
            return ("features", $"symmetry {way} acts on pixels, and features is {Text("features", settings)}; allowed with it is identity.");
        }

        if (settings.Training is not TrainingSet.Original)
        {
            return ("training", $"symmetry {way} says itself what is trained on, and training is {Text("training", settings)}; allowed with it is original.");
        }

        if (settings.Symmetry is SymmetryWay.Invariant && InvariantMaps.Refusal(settings.Invariant, settings.Group) is { } refusal)
        {
            return ("invariant", refusal);
        }

        if (settings.Symmetry is SymmetryWay.Share && settings.Hidden.Count == 0)
        {
            return ("hidden", "symmetry share averages hidden values, and hidden is []; allowed is at least one hidden layer.");
        }

        if (settings is { Symmetry: SymmetryWay.Share, Bias: false } && settings.Activation.IsOdd() && settings.Group.HasInversion())
        {
            return ("symmetry",
                $"symmetry share with the group {group}, {Text("activation", settings)} and no bias averages f(z) and f(-z) to 0; allowed is bias or an activation that is not odd.");
        }

        var rows = settings.Group.OrderOf(8, 8) * Math.Ceiling(1797 * (1 - settings.TestFraction) * settings.TrainFraction) * Enlargement.Copies;
        return settings.Symmetry is SymmetryWay.Augment or SymmetryWay.Sample or SymmetryWay.Fresh or SymmetryWay.Share && rows > MostRows
            ? ("group", string.Create(CultureInfo.InvariantCulture,
                $"symmetry {way} with the group {group} holds {rows:#,0} rows; allowed are at most {MostRows:#,0}, with a smaller group or trainFraction."))
            : null;
    }

    private static (string, string)? OfOthers(TrialSettings settings)
    {
        if (settings is { Invariant: not InvariantKind.Quadratic, Symmetry: not SymmetryWay.Invariant })
        {
            return ("invariant", $"invariant is {Text("invariant", settings)}, which only symmetry: invariant reads.");
        }

        if (settings is { BiasScale: > 0, Bias: true })
        {
            return ("biasScale", "biasScale fixes biases, and with bias: true they are trained; allowed with biasScale is bias: false.");
        }

        if (settings is { BiasScale: > 0, Symmetry: SymmetryWay.Share })
        {
            return ("biasScale", "biasScale is not there for symmetry share.");
        }

        if (settings is { Measure: MeasureKind.Permutation, HasPermutation: false })
        {
            return ("measure", $"measure permutation counts cycles of P, and features {Text("features", settings)} have none; allowed are permutation and relative-sign.");
        }

        if (settings is { Measure: MeasureKind.Minimum, Symmetry: SymmetryWay.Share or SymmetryWay.Fresh })
        {
            return ("measure", $"measure minimum needs one loss of fully connected layers, which symmetry {Text("symmetry", settings)} has not.");
        }

        if (settings is { Measure: MeasureKind.Minimum, Activation: Activation.Linear })
        {
            return ("measure", "measure minimum counts directions beyond the exact ones, and linear layers have exact ones that are not counted (any invertible matrix and its inverse between two layers).");
        }

        return settings is { Measure: MeasureKind.Minimum, Features: FeatureMapKind.Quadratic }
            || settings is { Measure: MeasureKind.Minimum, Symmetry: SymmetryWay.Invariant, Invariant: InvariantKind.Quadratic, Group: GroupKind.Inversion }
            ? ("measure", "measure minimum has a matrix of parameters x parameters, too large for 2,080 features.")
            : null;
    }

    private static string Text(string name, TrialSettings settings) =>
        Setting.TryFind(name, out var setting) ? setting.Format(settings) : throw new ArgumentException($"There is no setting {name}.", nameof(name));
}
