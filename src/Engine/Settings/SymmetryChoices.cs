namespace Symmetry.Engine.Settings;

/// <summary>The way in which a model is given a symmetry of the images.</summary>
/// <remarks>
/// Every way but the first has the pixels of a training set X of the same size, and the same network behind its inputs, so
/// that ways differ in what they do about the group and in nothing else.
/// </remarks>
public enum SymmetryWay
{
    /// <summary>By the feature map and the training set that the settings features and training name; the group is the inversion.</summary>
    Features,

    /// <summary>Not at all: trained on X.</summary>
    Ignore,

    /// <summary>Trained on the full orbit of every image (eq. 15, 16): |G| rows an image and epoch.</summary>
    Augment,

    /// <summary>Trained on the (image, g) that are kept with probability mu, the same in every epoch (eq. 17, 18).</summary>
    Sample,

    /// <summary>Trained on gx with a fresh uniform g for every image and epoch: the usual augmentation.</summary>
    Fresh,

    /// <summary>Trained on invariant features, standardised over the training rows; which ones, the setting invariant says.</summary>
    Invariant,

    /// <summary>Trained on X; the predicted probabilities are averaged over the orbit (the Reynolds operator), in one order for all of it.</summary>
    Average,

    /// <summary>Trained and tested on the canonical image of the orbit (frame averaging with one frame).</summary>
    Canonical,

    /// <summary>
    /// The first layer's weights are shared over the group, and its hidden values averaged over it: h = 1/|G|·Σ f(W·gx + b), a lift
    /// and a pooling (T. Cohen, M. Welling, "Group equivariant convolutional networks", ICML 2016), with as many parameters.
    /// </summary>
    Share,
}

/// <summary>What is measured beside the accuracies on the test images.</summary>
public enum MeasureKind
{
    /// <summary>Nothing for symmetry features; for the other ways the accuracies over the group, parameters and updates.</summary>
    Accuracy,

    /// <summary>Also the fixed points and the 2-cycles of P, on which x_i·x_P(i) is a square or stands twice (section 2.3).</summary>
    Permutation,

    /// <summary>Also the Hessian's spectrum where training ended, and the loss at and on the way to the related minima (section 4.1).</summary>
    Minimum,
}
