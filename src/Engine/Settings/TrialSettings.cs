using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;

namespace Symmetry.Engine.Settings;

/// <summary>Everything that a cell fixes: data, features, network and training. Equal settings give equal distributions.</summary>
/// <remarks>
/// The default values are the default protocol of the project: 64 → 10 → 5 → 10 with tanh, SGD at 0.01 with momentum 0.9,
/// batches of 32, 40 epochs. Ranges are checked where text becomes a value, in the settings' register (Setting.cs).
/// </remarks>
public sealed record TrialSettings
{
    /// <summary>The default protocol.</summary>
    public static TrialSettings Default { get; } = new();

    /// <summary>φ. Default identity.</summary>
    public FeatureMapKind Features { get; init; } = FeatureMapKind.Identity;

    /// <summary>The name of φ where it is one's own; empty where it is not.</summary>
    public string OwnFeatures { get; init; } = "";

    /// <summary>Whether every layer has biases, or none. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The training set. Default original.</summary>
    public TrainingSet Training { get; init; } = TrainingSet.Original;

    /// <summary>The probability that (image, g) is kept; only for a sampled training set. In (0, 1], default 0.5.</summary>
    public double Mu { get; init; } = 0.5;

    /// <summary>The update rule. Default SGD.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The learning rate. In (0, 1000], default 0.01.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>The momentum of SGD and Nesterov; Adam has none. In [0, 1), default 0.9.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Rows a step. At least 1; more than there are means all. Default 32.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Passes over the training rows. 0 measures the untrained network. Default 40.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Widths of the hidden layers, input side first; empty for none. Default 10, 5.</summary>
    public Widths Hidden { get; init; } = new(10, 5);

    /// <summary>The hidden neurons' function. Default tanh.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>The initial weights. Default Glorot.</summary>
    public Initialisation Initialisation { get; init; } = Initialisation.Glorot;

    /// <summary>When the split is made. Default before the enlargement.</summary>
    public SplitTiming Split { get; init; } = SplitTiming.Before;

    /// <summary>The fraction tested on, rounded up to whole images. In (0, 1), default 0.2.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The fraction of the remaining images that is trained on, rounded up. In (0, 1], default 1.</summary>
    public double TrainFraction { get; init; } = 1;

    /// <summary>What fills a vacated line. Default background.</summary>
    public ShiftFill ShiftFill { get; init; } = ShiftFill.Background;

    /// <summary>The loss. Default cross-entropy.</summary>
    public Loss Loss { get; init; } = Loss.CrossEntropy;

    /// <summary>λ of the penalty ½λ·Σw² over weights, not biases, added to the mean loss. In [0, 1000], default 0.</summary>
    public float WeightDecay { get; init; }

    /// <summary>How the model is given the group's symmetry. Default features: by feature map and training set.</summary>
    public SymmetryWay Symmetry { get; init; } = SymmetryWay.Features;

    /// <summary>The group G that acts on images. Default inversion.</summary>
    public GroupKind Group { get; init; } = GroupKind.Inversion;

    /// <summary>Which invariant features; only for symmetry invariant. Default quadratic.</summary>
    public InvariantKind Invariant { get; init; } = InvariantKind.Quadratic;

    /// <summary>Whether pixels are ±1: 1 where x > 0, else −1, after the enlargement and before any group acts. Default false.</summary>
    public bool Binarised { get; init; }

    /// <summary>ε of biases that are drawn uniformly from [−ε, ε] and stay as they are; only without trained biases. In [0, 1], default 0.</summary>
    public float BiasScale { get; init; }

    /// <summary>What is measured beside accuracies. Default accuracy.</summary>
    public MeasureKind Measure { get; init; } = MeasureKind.Accuracy;

    /// <summary>The images. Default the embedded digits.</summary>
    public DataSet Data { get; init; } = DataSet.Digits;

    /// <summary>Whether the four shifts of each image by one pixel are images too. Default true, as in section 3.</summary>
    public bool Enlarged { get; init; } = true;

    /// <summary>Training ends after the first epoch with at least this accuracy over test images x and gx. In [0, 1), default 0: never before its last.</summary>
    public double TargetAccuracy { get; init; }

    /// <summary>Training ends after so many epochs in a row without a lower training loss. At least 0, default 0: never before its last.</summary>
    public int Patience { get; init; }

    /// <summary>Points instead of images. Default none.</summary>
    public PointKind Points { get; init; } = PointKind.None;

    /// <summary>What a trial does. Default train; the other is for tests of the distribution.</summary>
    public Work Work { get; init; } = Work.Train;

    /// <summary>Whether φ is a function of a drawn permutation P.</summary>
    public bool HasPermutation => Features is FeatureMapKind.Permutation or FeatureMapKind.RelativeSign;

    /// <summary>Whether results have measurements beside accuracies and loss.</summary>
    public bool HasMeasurements => Symmetry != SymmetryWay.Features || Measure != MeasureKind.Accuracy || HasStoppingRule || Points != PointKind.None;

    /// <summary>Whether training may end before its last epoch.</summary>
    public bool HasStoppingRule => TargetAccuracy > 0 || Patience > 0;

    /// <summary>Whether φ(−x) = φ(x).</summary>
    public bool IsInvariant => Features is FeatureMapKind.Own ? CustomFeatureMaps.Get(OwnFeatures).IsInvariant : Features is not FeatureMapKind.Identity;

    /// <summary>Whether the logits are an odd function of the image: no bias, odd features, odd activation.</summary>
    public bool IsOdd => Symmetry == SymmetryWay.Features && !Bias && BiasScale == 0 && Features is FeatureMapKind.Identity && Activation.IsOdd();
}
