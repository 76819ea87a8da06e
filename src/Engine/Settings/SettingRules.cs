using System.Globalization;
using Symmetry.Engine.Data;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;

namespace Symmetry.Engine.Settings;

/// <summary>Which values of different settings mean nothing together.</summary>
public static class SettingRules
{
    /// <summary>The most rows of transformed training images that a trial holds in memory: 128 MiB of pixels.</summary>
    public const int MaxRows = 1 << 19;

    /// <summary>The most features that all images may have together, copies and inversions counted: 2 GiB of memory.</summary>
    public const int MaxValues = 1 << 29;

    /// <summary>The most parameters that a Hessian is computed for: 18 MB, and some seconds for its spectrum.</summary>
    public const int MaxHessianParameters = 1500;

    /// <summary>The widest hidden layer with data that are points.</summary>
    public const int MaxToyNeurons = 16;

    /// <summary>Why the settings cannot be run, in one sentence, and the setting to blame; <c>null</c> if they can.</summary>
    public static (string Setting, string Sentence)? Refusal(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OfPoints(settings) ?? OfSymmetry(settings) ?? OfOthers(settings) ?? OfImages(settings);
    }

    // Points are no images: they know a network and its loss, and are brought to a minimum by other means than epochs.
    private static (string, string)? OfPoints(TrialSettings settings)
    {
        if (settings.Points is PointKind.None)
        {
            return null;
        }

        var plain = TrialSettings.Default with
        {
            Points = settings.Points,
            Bias = settings.Bias,
            Hidden = settings.Hidden,
            Activation = settings.Activation,
            Initialisation = settings.Initialisation,
            Loss = settings.Loss,
            WeightDecay = settings.WeightDecay,
            Work = settings.Work,
        };
        var points = Text("points", settings);
        return Setting.All.FirstOrDefault(setting => setting.Format(settings) != setting.Format(plain)) is { } other
            ? (other.Name, $"points {points} has no {other.Name}; allowed with it are bias, hidden, activation, initialisation, loss and weightDecay.")
            : settings.WeightDecay == 0
            ? ("weightDecay", $"points {points} has no minimum without weightDecay, since weights grow for ever; allowed is a number above 0.")
            : settings.Hidden.Values is [> MaxToyNeurons] or { Length: not 1 }
            ? ("hidden", $"hidden is {settings.Hidden}; allowed with points {points} is one layer of at most {MaxToyNeurons}, whose Hessian is inverted at every step.")
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

        if (settings.Group.HasRotations() && settings.Data.Height != settings.Data.Width)
        {
            return ("group", $"the group {group} turns images, and these are {Size(settings.Data)}; allowed are square images.");
        }

        var rows = settings.Group.OrderOf(settings.Data.Height, settings.Data.Width)
            * Math.Ceiling(settings.Data.Count * (1 - settings.TestFraction) * settings.TrainFraction) * Enlargement.CopiesOf(settings);
        return settings.Symmetry is SymmetryWay.Augment or SymmetryWay.Sample or SymmetryWay.Fresh or SymmetryWay.Share && rows > MaxRows
            ? ("group", string.Create(CultureInfo.InvariantCulture,
                $"symmetry {way} with the group {group} holds {rows:#,0} rows; allowed are at most {MaxRows:#,0}, with a smaller group or trainFraction."))
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

        if (settings is { Measure: MeasureKind.Minimum, Features: FeatureMapKind.Own })
        {
            return ("measure", "measure minimum is not there for feature maps of one's own.");
        }

        return settings is { Measure: MeasureKind.Minimum, Features: FeatureMapKind.Quadratic }
            || settings is { Measure: MeasureKind.Minimum, Symmetry: SymmetryWay.Invariant, Invariant: InvariantKind.Quadratic, Group: GroupKind.Inversion }
            ? ("measure", "measure minimum has a matrix of parameters x parameters, too large for 2,080 features.")
            : null;
    }

    // What a table of features takes, which is the most that a trial holds; the embedded digits are far below.
    private static (string, string)? OfImages(TrialSettings settings)
    {
        if (settings.Data.IsEmbedded)
        {
            return null;
        }

        var pixels = (double)settings.Data.Pixels;
        var features = settings.Features is FeatureMapKind.Quadratic || settings is { Symmetry: SymmetryWay.Invariant, Invariant: InvariantKind.Quadratic }
            ? pixels * (pixels + 1) / 2
            : pixels;
        var values = features * settings.Data.Count * Enlargement.CopiesOf(settings) * (settings.Features is FeatureMapKind.Identity ? 2 : 1);
        return values > MaxValues
            ? ("features", string.Create(CultureInfo.InvariantCulture,
                $"{settings.Data.Count:#,0} images of {Size(settings.Data)} have {values:#,0} features with their copies; allowed are at most {MaxValues:#,0}, with fewer images, other features or enlarged: false."))
            : null;
    }

    private static string Size(DataSet data) => string.Create(CultureInfo.InvariantCulture, $"{data.Height} x {data.Width}");

    private static string Text(string name, TrialSettings settings) =>
        Setting.TryFind(name, out var setting) ? setting.Format(settings) : throw new ArgumentException($"There is no setting {name}.", nameof(name));
}
