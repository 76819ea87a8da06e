using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments;

/// <summary>What the trials of a process share.</summary>
/// <param name="Features">Their images and feature tables.</param>
/// <param name="Programs">Runs programs; null where this process runs none, so that trials that are programs fail.</param>
public sealed record TrialResources(FeatureStore Features, IProgramRunner? Programs = null);
