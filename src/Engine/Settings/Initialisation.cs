namespace Symmetry.Engine.Settings;

/// <summary>The spread of the initial weights; all are uniform and centred, and biases start at zero.</summary>
public enum Initialisation
{
    /// <summary>Variance 2/(inputs + outputs) (X. Glorot, Y. Bengio, AISTATS 2010).</summary>
    Glorot,

    /// <summary>Variance 1/inputs (Y. LeCun et al., "Efficient BackProp", 1998).</summary>
    Lecun,

    /// <summary>Variance 2/inputs (K. He et al., ICCV 2015).</summary>
    He,
}
