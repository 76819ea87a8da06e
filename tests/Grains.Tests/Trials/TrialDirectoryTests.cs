using System.Net;
using Symmetry.Grains.Trials;
using Symmetry.Protocol;

namespace Symmetry.Grains.Tests.Trials;

public sealed class TrialDirectoryTests
{
    private static readonly GrainId Trial = GrainId.Create("trial", "a/1");
    private static readonly SiloAddress Here = SiloAddress.New(IPAddress.Loopback, 11111, 1);

    [Fact]
    public async Task Trial_is_on_the_calling_silo_whatever_was_registered()
    {
        var directory = new TrialDirectory(new SiloDetails(Here));
        var elsewhere = new GrainAddress
        {
            GrainId = Trial,
            ActivationId = ActivationId.NewId(),
            SiloAddress = SiloAddress.New(IPAddress.Loopback, 22222, 1),
        };
        directory.AddOrUpdate(elsewhere, 1);

        Assert.True(directory.LookUp(Trial, out var found, out _));
        Assert.Equal((Trial, Here), (found.GrainId, found.SiloAddress));
        Assert.Equal(Here, (await directory.Lookup(Trial))!.SiloAddress);
    }

    [Fact]
    public async Task Second_activation_is_registered_as_well()
    {
        var directory = new TrialDirectory(new SiloDetails(Here));
        var (first, second) = (Activation(), Activation());

        Assert.Equal(first, await directory.Register(first));
        Assert.Equal(second, await directory.Register(second));
    }

    // In a cluster whose other grains have a directory of their own as well, Orleans asks about them too.
    [Fact]
    public void Grains_that_are_no_trials_are_not_in_the_cache() =>
        Assert.False(new TrialDirectory(new SiloDetails(Here)).LookUp(GrainId.Create("sweep", "a"), out _, out _));

    private static GrainAddress Activation() => new() { GrainId = Trial, ActivationId = ActivationId.NewId(), SiloAddress = Here };
}
